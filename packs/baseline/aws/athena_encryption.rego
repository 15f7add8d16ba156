# METADATA
# title: Athena results must be encrypted
# description: >-
#   Results of queries are copies of your data; they lie in S3 as the work group says.
# custom:
#   id: aws-athena-encryption
#   severity: medium
#   scope: resource
#   resource_types: [aws_athena_workgroup, aws_athena_database]
#   remediation: >-
#     Set encryption_configuration in result_configuration (of a database:
#     encryption_configuration), and enforce_workgroup_configuration = true.
#   controls:
#     nist-800-53-r5: ["SC-28"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["3.5.1"]
package turnpike.baseline.aws.athena_encryption

deny contains {"msg": "results are not encrypted", "path": ["configuration"], "key": "encryption"} if {
	input.type == "aws_athena_workgroup"
	input.after != null
	not encrypted
}

deny contains {"msg": "clients may choose to write results in clear text", "path": ["configuration", i, "enforce_workgroup_configuration"], "key": "enforced"} if {
	some i, configuration in input.after.configuration
	configuration.enforce_workgroup_configuration == false
}

deny contains {"msg": "results are not encrypted", "path": ["encryption_configuration"], "key": "encryption"} if {
	input.type == "aws_athena_database"
	input.after != null
	not count(input.after.encryption_configuration) > 0
}

encrypted if {
	some configuration in input.after.configuration
	some result in configuration.result_configuration
	count(result.encryption_configuration) > 0
}
