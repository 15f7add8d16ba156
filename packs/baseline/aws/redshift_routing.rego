# METADATA
# title: Redshift should load and unload through your VPC
# description: >-
#   Otherwise COPY and UNLOAD leave over the internet's side, past flow logs and endpoint
#   policies.
# custom:
#   id: aws-redshift-routing
#   severity: low
#   scope: resource
#   resource_types: [aws_redshift_cluster]
#   remediation: Set enhanced_vpc_routing = true.
#   controls:
#     nist-800-53-r5: ["AC-4", "SC-7"]
#     soc2: ["CC6.6"]
#     iso-27001-2022: ["A.8.20", "A.8.22"]
#     pci-dss-4: ["1.3.1"]
package turnpike.baseline.aws.redshift_routing

deny contains {"msg": "data is moved outside of the VPC", "path": ["enhanced_vpc_routing"]} if {
	input.after != null
	not input.after.enhanced_vpc_routing == true
}
