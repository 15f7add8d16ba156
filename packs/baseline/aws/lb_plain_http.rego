# METADATA
# title: Public load balancer must not serve plain HTTP
# description: >-
#   Without TLS anyone on the way reads and changes what is sent, sessions and passwords included.
# custom:
#   id: aws-lb-plain-http
#   severity: medium
#   scope: resource
#   resource_types: [aws_lb_listener, aws_alb_listener]
#   remediation: >-
#     Redirect port 80 to HTTPS (default_action type "redirect", protocol "HTTPS") and serve on 443
#     with a certificate.
#   controls:
#     nist-800-53-r5: ["SC-8"]
#     soc2: ["CC6.7"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["4.2.1"]
package turnpike.baseline.aws.lb_plain_http

deny contains {"msg": msg, "path": ["protocol"]} if {
	input.after.protocol == "HTTP"
	not answers_without_content
	not internal
	msg := sprintf("the listener on port %v serves plain HTTP", [input.after.port])
}

answers_without_content if {
	some action in input.after.default_action
	some redirect in action.redirect
	redirect.protocol == "HTTPS"
}

answers_without_content if {
	some action in input.after.default_action
	action.type == "fixed-response"
}

internal if {
	some balancer in turnpike.estate.refs(input.address, ["load_balancer_arn"])
	balancer.attributes.internal == true
}
