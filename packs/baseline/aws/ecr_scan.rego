# METADATA
# title: ECR repository should scan images on push
# description: >-
#   A scan at push is the cheapest moment to learn that an image carries a known vulnerability.
# custom:
#   id: aws-ecr-scan
#   severity: low
#   scope: resource
#   resource_types: [aws_ecr_repository]
#   remediation: >-
#     Set image_scanning_configuration.scan_on_push = true, or enable enhanced scanning for the
#     registry.
#   controls:
#     nist-800-53-r5: ["RA-5"]
#     soc2: ["CC7.1"]
#     iso-27001-2022: ["A.8.8"]
#     pci-dss-4: ["6.3.1", "11.3.1"]
package turnpike.baseline.aws.ecr_scan

deny contains {"msg": "images are not scanned on push", "path": ["image_scanning_configuration"]} if {
	input.after != null
	not scanned
	not scanned_by_registry
}

scanned if {
	some scanning in input.after.image_scanning_configuration
	scanning.scan_on_push == true
}

scanned_by_registry if {
	some registry in turnpike.estate.resources("aws_ecr_registry_scanning_configuration")
	some rule in registry.attributes.rule
	rule.scan_frequency in {"SCAN_ON_PUSH", "CONTINUOUS_SCAN"}
}
