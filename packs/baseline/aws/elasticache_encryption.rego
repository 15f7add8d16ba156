# METADATA
# title: Caches must be encrypted in transit and at rest
# description: >-
#   Sessions and tokens pass through caches; without encryption they are readable on the network and
#   in every backup.
# custom:
#   id: aws-elasticache-encryption
#   severity: medium
#   scope: resource
#   resource_types: [aws_elasticache_replication_group, aws_elasticache_cluster]
#   remediation: >-
#     Set transit_encryption_enabled = true and, for Redis and Valkey, at_rest_encryption_enabled =
#     true.
#   controls:
#     nist-800-53-r5: ["SC-8", "SC-28"]
#     soc2: ["CC6.1", "CC6.7"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["3.5.1", "4.2.1"]
package turnpike.baseline.aws.elasticache_encryption

deny contains {"msg": msg, "path": [attribute], "key": attribute} if {
	input.after != null
	some attribute, what in switches
	not on(attribute)
	msg := sprintf("%v is not encrypted", [what])
}

on(attribute) if input.after[attribute] in {true, "true"}

switches := {"transit_encryption_enabled": "traffic", "at_rest_encryption_enabled": "stored data"} if {
	input.type != "aws_elasticache_cluster"
}

# Memcached stores nothing. Redis without a replication group cannot encrypt at all.
switches := {"transit_encryption_enabled": "traffic"} if {
	input.type == "aws_elasticache_cluster"
	input.after.engine == "memcached"
}
