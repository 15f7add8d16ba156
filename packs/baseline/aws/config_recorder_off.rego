# METADATA
# title: AWS Config must keep recording
# description: >-
#   While the recorder is off, changes leave no trace, and every Config rule judges an old picture.
# custom:
#   id: aws-config-recorder-off
#   severity: medium
#   scope: resource
#   resource_types: [aws_config_configuration_recorder_status]
#   remediation: Set is_enabled = true.
#   controls:
#     cis-aws-3.0: ["3.3"]
#     nist-800-53-r5: ["CM-8", "AU-12"]
#     soc2: ["CC7.1"]
#     iso-27001-2022: ["A.8.9"]
#     pci-dss-4: ["10.2.1"]
package turnpike.baseline.aws.config_recorder_off

deny contains {"msg": "the recorder is switched off", "path": ["is_enabled"]} if input.after.is_enabled == false
