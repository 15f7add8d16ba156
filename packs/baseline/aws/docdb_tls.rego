# METADATA
# title: DocumentDB must require TLS
# description: >-
#   With tls disabled everything between clients and the cluster travels in clear text.
# custom:
#   id: aws-docdb-tls
#   severity: medium
#   scope: resource
#   resource_types: [aws_docdb_cluster_parameter_group]
#   remediation: Set the parameter tls to enabled.
#   controls:
#     nist-800-53-r5: ["SC-8"]
#     soc2: ["CC6.7"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["4.2.1"]
package turnpike.baseline.aws.docdb_tls

deny contains {"msg": "TLS is switched off", "path": ["parameter", i, "value"]} if {
	some i, parameter in input.after.parameter
	parameter.name == "tls"
	parameter.value == "disabled"
}
