# METADATA
# title: Cloud SQL must not admit every address
# description: >-
#   An authorized network of 0.0.0.0/0 shows the database's login to the internet.
# custom:
#   id: google-sql-open
#   severity: critical
#   scope: resource
#   resource_types: [google_sql_database_instance]
#   remediation: >-
#     Use a private address (ip_configuration.private_network) or the Cloud SQL Auth Proxy, and
#     remove the network.
#   controls:
#     nist-800-53-r5: ["SC-7"]
#     soc2: ["CC6.6"]
#     iso-27001-2022: ["A.8.20"]
#     pci-dss-4: ["1.3.1"]
package turnpike.baseline.google.sql_open

deny contains {
	"msg": sprintf("the network %v is admitted", [network.value]),
	"path": ["settings", i, "ip_configuration", j, "authorized_networks", k],
	"key": network.value,
} if {
	some i, settings in input.after.settings
	some j, configuration in settings.ip_configuration
	some k, network in configuration.authorized_networks
	network.value in {"0.0.0.0/0", "::/0"}
}
