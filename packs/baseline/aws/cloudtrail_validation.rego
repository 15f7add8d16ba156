# METADATA
# title: CloudTrail log files must be validated
# description: >-
#   With digests, a log that was changed or removed afterwards is noticed; without them it is not
#   evidence.
# custom:
#   id: aws-cloudtrail-validation
#   severity: medium
#   scope: resource
#   resource_types: [aws_cloudtrail]
#   remediation: Set enable_log_file_validation = true.
#   controls:
#     cis-aws-3.0: ["3.2"]
#     nist-800-53-r5: ["AU-9"]
#     soc2: ["CC7.2"]
#     iso-27001-2022: ["A.8.15"]
#     pci-dss-4: ["10.3.4"]
package turnpike.baseline.aws.cloudtrail_validation

deny contains {"msg": "log file validation is off", "path": ["enable_log_file_validation"]} if {
	input.after != null
	not input.after.enable_log_file_validation == true
}
