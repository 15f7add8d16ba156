# METADATA
# title: Default encryption of EBS volumes must stay on
# description: >-
#   The account's default encrypts what its author forgot to. Switching it off takes the net away
#   for every new volume of the region.
# custom:
#   id: aws-ec2-default-encryption-off
#   severity: medium
#   scope: resource
#   resource_types: [aws_ebs_encryption_by_default]
#   remediation: Set enabled = true.
#   controls:
#     cis-aws-3.0: ["2.2.1"]
#     nist-800-53-r5: ["SC-28"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["3.5.1"]
package turnpike.baseline.aws.ec2_default_encryption_off

deny contains {"msg": "default encryption is switched off", "path": ["enabled"]} if input.after.enabled == false
