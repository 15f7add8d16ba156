# METADATA
# title: User data must not hold credentials
# description: >-
#   User data is readable by every process of the machine and by everyone who may describe it, and
#   it is kept in the state.
# custom:
#   id: aws-ec2-user-data-secret
#   severity: high
#   scope: resource
#   resource_types: [aws_instance, aws_launch_template, aws_launch_configuration]
#   remediation: >-
#     Give the instance a role, and read secrets from Secrets Manager or Parameter Store at start.
#   controls:
#     nist-800-53-r5: ["IA-5"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.5.17"]
#     pci-dss-4: ["8.6.2"]
package turnpike.baseline.aws.ec2_user_data_secret

import data.turnpike.baseline.lib.secrets

deny contains {"msg": "the text holds an access key or a private key", "path": [attribute], "key": attribute} if {
	some attribute in ["user_data", "user_data_base64"]
	secrets.recognised(plain(input.after[attribute]))
}

deny contains {"msg": "the text sets a password or token", "path": [attribute], "key": attribute} if {
	some attribute in ["user_data", "user_data_base64"]
	text := plain(input.after[attribute])
	not secrets.recognised(text)
	secrets.assigned(text)
}

plain(text) := base64.decode(text) if base64.is_valid(text)

plain(text) := text if not base64.is_valid(text)
