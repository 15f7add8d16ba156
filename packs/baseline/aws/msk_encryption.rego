# METADATA
# title: Kafka must use TLS
# description: >-
#   Events often carry more personal data than the database they come from; in clear text every host
#   on the way reads them.
# custom:
#   id: aws-msk-encryption
#   severity: medium
#   scope: resource
#   resource_types: [aws_msk_cluster]
#   remediation: >-
#     Set client_broker = "TLS" and in_cluster = true in encryption_info.encryption_in_transit.
#   controls:
#     nist-800-53-r5: ["SC-8"]
#     soc2: ["CC6.7"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["4.2.1"]
package turnpike.baseline.aws.msk_encryption

deny contains {"msg": msg, "path": ["encryption_info", i, "encryption_in_transit", j, "client_broker"], "key": "client_broker"} if {
	some i, info in input.after.encryption_info
	some j, transit in info.encryption_in_transit
	transit.client_broker in {"TLS_PLAINTEXT", "PLAINTEXT"}
	msg := sprintf("clients may connect in clear text (%v)", [transit.client_broker])
}

deny contains {"msg": "brokers talk to each other in clear text", "path": ["encryption_info", i, "encryption_in_transit", j, "in_cluster"], "key": "in_cluster"} if {
	some i, info in input.after.encryption_info
	some j, transit in info.encryption_in_transit
	transit.in_cluster == false
}
