# METADATA
# title: CloudTrail must record all regions
# description: An intruder works in the region that nobody watches.
# custom:
#   id: aws-cloudtrail-regions
#   severity: medium
#   scope: resource
#   resource_types: [aws_cloudtrail]
#   remediation: Set is_multi_region_trail = true and include_global_service_events = true.
#   controls:
#     cis-aws-3.0: ["3.1"]
#     nist-800-53-r5: ["AU-12"]
#     soc2: ["CC7.2"]
#     iso-27001-2022: ["A.8.15"]
#     pci-dss-4: ["10.2.1"]
package turnpike.baseline.aws.cloudtrail_regions

deny contains {"msg": msg, "path": [attribute], "key": attribute} if {
	some attribute, what in {
		"enable_logging": "the trail is switched off",
		"include_global_service_events": "events of global services are left out",
		"is_multi_region_trail": "the trail records one region only",
	}
	input.after != null
	not input.after[attribute] == true
	msg := what
}
