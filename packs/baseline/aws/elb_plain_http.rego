# METADATA
# title: Classic load balancer must not take plain HTTP
# description: What its clients send, passwords and cookies too, travels in clear text.
# custom:
#   id: aws-elb-plain-http
#   severity: medium
#   scope: resource
#   resource_types: [aws_elb]
#   remediation: >-
#     Listen on HTTPS or SSL with a certificate; better, move to an application load
#     balancer that redirects to HTTPS.
#   controls:
#     nist-800-53-r5: ["SC-8"]
#     soc2: ["CC6.7"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["4.2.1"]
package turnpike.baseline.aws.elb_plain_http

deny contains {"msg": msg, "path": ["listener", i, "lb_protocol"], "key": sprintf("%v", [listener.lb_port])} if {
	some i, listener in input.after.listener
	lower(listener.lb_protocol) == "http"
	msg := sprintf("port %v takes plain HTTP", [listener.lb_port])
}
