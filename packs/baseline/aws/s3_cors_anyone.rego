# METADATA
# title: S3 bucket should not let every site write to it from a browser
# description: >-
#   With any origin allowed, a page of anyone may change objects in the name of its visitor.
# custom:
#   id: aws-s3-cors-anyone
#   severity: low
#   scope: resource
#   resource_types: [aws_s3_bucket, aws_s3_bucket_cors_configuration]
#   remediation: Name the origins in allowed_origins, and only the methods they need.
#   controls:
#     nist-800-53-r5: ["AC-3", "AC-6"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.3"]
#     pci-dss-4: ["7.2.1"]
package turnpike.baseline.aws.s3_cors_anyone

deny contains {"msg": msg, "path": ["cors_rule", i, "allowed_origins"], "key": sprintf("%v", [i])} if {
	some i, rule in input.after.cors_rule
	"*" in rule.allowed_origins
	some method in rule.allowed_methods
	method in {"PUT", "POST", "DELETE"}
	msg := sprintf("pages of every site may %v", [method])
}
