# METADATA
# title: Application load balancer should drop invalid headers
# description: >-
#   Malformed headers that reach the application are the raw material of request smuggling.
# custom:
#   id: aws-lb-invalid-headers
#   severity: low
#   scope: resource
#   resource_types: [aws_lb, aws_alb]
#   remediation: Set drop_invalid_header_fields = true.
#   controls:
#     nist-800-53-r5: ["SI-10"]
#     soc2: ["CC6.6"]
#     iso-27001-2022: ["A.8.26"]
#     pci-dss-4: ["6.2.4"]
package turnpike.baseline.aws.lb_invalid_headers

deny contains {"msg": "invalid headers are passed on", "path": ["drop_invalid_header_fields"]} if {
	input.after.load_balancer_type == "application"
	input.after.drop_invalid_header_fields == false
}
