# METADATA
# title: Load balancer should have deletion protection
# description: >-
#   A load balancer deleted by mistake takes its DNS name along; every record and client that points
#   at it breaks.
# custom:
#   id: aws-lb-deletion-protection
#   severity: low
#   scope: resource
#   resource_types: [aws_lb, aws_alb]
#   remediation: Set enable_deletion_protection = true.
#   controls:
#     nist-800-53-r5: ["CP-10"]
#     soc2: ["A1.2"]
#     iso-27001-2022: ["A.8.14"]
package turnpike.baseline.aws.lb_deletion_protection

import data.turnpike.baseline.lib.tags

deny contains {"msg": "deletion protection is off", "path": ["enable_deletion_protection"]} if {
	input.after.enable_deletion_protection == false
	not tags.ephemeral(input.after)
}
