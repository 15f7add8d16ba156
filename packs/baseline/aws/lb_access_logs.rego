# METADATA
# title: Load balancer should write access logs
# description: The access log is often the only record of which address asked for what, and when.
# custom:
#   id: aws-lb-access-logs
#   severity: low
#   scope: resource
#   resource_types: [aws_lb, aws_alb, aws_elb]
#   remediation: Add an access_logs block with a bucket and enabled = true.
#   controls:
#     nist-800-53-r5: ["AU-12"]
#     soc2: ["CC7.2"]
#     iso-27001-2022: ["A.8.15"]
#     pci-dss-4: ["10.2.1"]
package turnpike.baseline.aws.lb_access_logs

import data.turnpike.baseline.lib.tags

deny contains {"msg": "access logs are off", "path": ["access_logs"]} if {
	input.after != null
	not logged
	not input.after.load_balancer_type == "gateway"
	not tags.ephemeral(input.after)
}

logged if {
	some logs in input.after.access_logs
	logs.enabled == true
}
