# METADATA
# title: Secrets in Parameter Store must be SecureString
# description: >-
#   A String parameter is readable by everyone who may read parameters, and shows in the console; a
#   SecureString also needs its key.
# custom:
#   id: aws-ssm-plain-secret
#   severity: high
#   scope: resource
#   resource_types: [aws_ssm_parameter]
#   remediation: >-
#     Set type = "SecureString", with the write-only value_wo so that the value stays out of the
#     state.
#   controls:
#     nist-800-53-r5: ["IA-5", "SC-28"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.5.17"]
#     pci-dss-4: ["8.6.2"]
package turnpike.baseline.aws.ssm_plain_secret

import data.turnpike.baseline.lib.secrets

deny contains {"msg": msg, "path": ["type"]} if {
	input.after.type in {"String", "StringList"}
	secrets.named(input.after.name)
	msg := sprintf("%v is stored as %v", [input.after.name, input.after.type])
}
