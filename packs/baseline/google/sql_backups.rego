# METADATA
# title: Cloud SQL instances must be backed up
# description: >-
#   Without automated backups a dropped table or a bad migration is final.
# custom:
#   id: google-sql-backups
#   severity: medium
#   scope: resource
#   resource_types: [google_sql_database_instance]
#   remediation: >-
#     Set settings.backup_configuration with enabled = true, and point-in-time recovery for what
#     cannot be replayed.
#   controls:
#     nist-800-53-r5: ["CP-9"]
#     soc2: ["A1.2"]
#     iso-27001-2022: ["A.8.13"]
package turnpike.baseline.google.sql_backups

# A replica is backed up with its primary.
replica if input.after.master_instance_name != ""

backed_up(settings) if {
	some configuration in settings.backup_configuration
	configuration.enabled == true
}

deny contains {"msg": "automated backups are off", "path": ["settings", i, "backup_configuration"]} if {
	some i, settings in input.after.settings
	not backed_up(settings)
	not primary_elsewhere
}

primary_elsewhere if {
	is_string(input.after.master_instance_name)
	replica
}
