# METADATA
# title: Load balancer must not accept outdated TLS
# description: >-
#   Policies that still allow TLS 1.0 or 1.1 let a client be talked down to protocols that are
#   broken.
# custom:
#   id: aws-lb-tls-policy
#   severity: medium
#   scope: resource
#   resource_types: [aws_lb_listener, aws_alb_listener]
#   remediation: Set ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06" or a stricter one.
#   controls:
#     nist-800-53-r5: ["SC-8", "SC-13"]
#     soc2: ["CC6.7"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["4.2.1"]
package turnpike.baseline.aws.lb_tls_policy

deny contains {"msg": msg, "path": ["ssl_policy"]} if {
	input.after.protocol in {"HTTPS", "TLS"}
	not modern
	msg := sprintf("the TLS policy is %v", [input.after.ssl_policy])
}

modern if regex.match(`^ELBSecurityPolicy-(TLS13-1-[23]|TLS-1-2|FS-1-2)-`, input.after.ssl_policy)
