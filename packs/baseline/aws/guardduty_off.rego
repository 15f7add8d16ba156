# METADATA
# title: GuardDuty must stay on
# description: >-
#   GuardDuty watches for stolen credentials and mining; switched off, the account has no eyes.
# custom:
#   id: aws-guardduty-off
#   severity: medium
#   scope: resource
#   resource_types: [aws_guardduty_detector]
#   remediation: Set enable = true.
#   controls:
#     nist-800-53-r5: ["SI-4"]
#     soc2: ["CC7.2"]
#     iso-27001-2022: ["A.8.16"]
#     pci-dss-4: ["11.5.1"]
package turnpike.baseline.aws.guardduty_off

deny contains {"msg": "the detector is switched off", "path": ["enable"]} if input.after.enable == false
