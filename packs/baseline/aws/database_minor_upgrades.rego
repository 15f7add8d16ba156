# METADATA
# title: Database should take minor upgrades
# description: >-
#   Minor versions carry the security fixes; without automatic upgrades they wait until somebody
#   remembers.
# custom:
#   id: aws-database-minor-upgrades
#   severity: low
#   scope: resource
#   resource_types: [aws_db_instance, aws_rds_cluster_instance, aws_neptune_cluster_instance]
#   remediation: Set auto_minor_version_upgrade = true; upgrades happen in the maintenance window.
#   controls:
#     cis-aws-3.0: ["2.3.2"]
#     nist-800-53-r5: ["SI-2"]
#     soc2: ["CC7.1"]
#     iso-27001-2022: ["A.8.8"]
#     pci-dss-4: ["6.3.3"]
package turnpike.baseline.aws.database_minor_upgrades

deny contains {"msg": "automatic minor upgrades are off", "path": ["auto_minor_version_upgrade"]} if {
	input.after.auto_minor_version_upgrade == false
}
