# METADATA
# title: Brokers and replication instances must not have a public address
# description: >-
#   What moves or queues your data answers to the whole internet; only a password stands
#   before it.
# custom:
#   id: aws-service-public
#   severity: high
#   scope: resource
#   resource_types: [aws_dms_replication_instance, aws_mq_broker]
#   remediation: Set publicly_accessible = false.
#   controls:
#     nist-800-53-r5: ["AC-4", "SC-7"]
#     soc2: ["CC6.6"]
#     iso-27001-2022: ["A.8.20", "A.8.22"]
#     pci-dss-4: ["1.3.1"]
package turnpike.baseline.aws.service_public

deny contains {"msg": "it has a public address", "path": ["publicly_accessible"]} if {
	input.after.publicly_accessible == true
}
