# METADATA
# title: Kafka must not be public or open to unauthenticated clients
# description: >-
#   A broker that asks nobody who they are lets whoever reaches it read and write every topic.
# custom:
#   id: aws-msk-public
#   severity: high
#   scope: resource
#   resource_types: [aws_msk_cluster]
#   remediation: >-
#     Use IAM or SASL/SCRAM authentication, set unauthenticated = false and public_access type
#     "DISABLED".
#   controls:
#     nist-800-53-r5: ["AC-3", "IA-2", "SC-7"]
#     soc2: ["CC6.1", "CC6.6"]
#     iso-27001-2022: ["A.8.5", "A.8.20"]
#     pci-dss-4: ["1.4.4", "8.3.1"]
package turnpike.baseline.aws.msk_public

deny contains {"msg": "clients need no authentication", "path": ["client_authentication", i, "unauthenticated"], "key": "unauthenticated"} if {
	some i, authentication in input.after.client_authentication
	authentication.unauthenticated == true
}

deny contains {"msg": msg, "path": ["broker_node_group_info", i, "connectivity_info"], "key": "public_access"} if {
	some i, brokers in input.after.broker_node_group_info
	some connectivity in brokers.connectivity_info
	some access in connectivity.public_access
	access.type == "SERVICE_PROVIDED_EIPS"
	msg := sprintf("the brokers have public addresses (%v)", [access.type])
}
