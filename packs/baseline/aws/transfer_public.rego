# METADATA
# title: Transfer server must not offer FTP or stand in public
# description: >-
#   FTP carries passwords and files in clear text; a public endpoint is tried by everyone.
# custom:
#   id: aws-transfer-public
#   severity: medium
#   scope: resource
#   resource_types: [aws_transfer_server]
#   remediation: Use SFTP, and endpoint_type = "VPC" with security groups.
#   controls:
#     nist-800-53-r5: ["AC-4", "SC-7"]
#     soc2: ["CC6.6"]
#     iso-27001-2022: ["A.8.20", "A.8.22"]
#     pci-dss-4: ["1.3.1"]
package turnpike.baseline.aws.transfer_public

deny contains {"msg": "FTP carries passwords and files in clear text", "path": ["protocols"], "key": "ftp", "severity": "high"} if {
	some protocol in input.after.protocols
	protocol == "FTP"
}

deny contains {"msg": "the endpoint is public", "path": ["endpoint_type"], "key": "endpoint"} if {
	input.after != null
	not input.after.endpoint_type in {"VPC", "VPC_ENDPOINT"}
}
