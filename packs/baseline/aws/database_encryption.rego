# METADATA
# title: Database storage must be encrypted
# description: >-
#   Clear storage means clear snapshots, replicas and backups, which travel further than the
#   database; encryption cannot be switched on later without a copy.
# custom:
#   id: aws-database-encryption
#   severity: high
#   scope: resource
#   resource_types: [aws_db_instance, aws_rds_cluster, aws_docdb_cluster, aws_neptune_cluster, aws_redshift_cluster]
#   remediation: >-
#     Set storage_encrypted = true (encrypted = true for Redshift), with your own KMS key where keys
#     must be revocable.
#   controls:
#     cis-aws-3.0: ["2.3.1"]
#     nist-800-53-r5: ["SC-28"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["3.5.1"]
package turnpike.baseline.aws.database_encryption

import data.turnpike.baseline.lib.values

deny contains {"msg": "the storage is not encrypted", "path": [attribute]} if {
	input.after != null
	attribute := encryption_attribute
	not encrypted
	not replica
	not of_a_cluster
}

encrypted if input.after[encryption_attribute] in {true, "true"}

encryption_attribute := "encrypted" if input.type == "aws_redshift_cluster"

encryption_attribute := "storage_encrypted" if input.type != "aws_redshift_cluster"

# A replica takes its source's encryption.
replica if values.present(input.after.replicate_source_db)

# Aurora's storage belongs to the cluster.
of_a_cluster if {
	input.type == "aws_db_instance"
	startswith(input.after.engine, "aurora")
}
