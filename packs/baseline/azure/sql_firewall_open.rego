# METADATA
# title: Database firewalls must not admit every address
# description: >-
#   A rule from 0.0.0.0 to 255.255.255.255 shows the database's login to the internet. The rule
#   from 0.0.0.0 to 0.0.0.0 admits every customer of Azure.
# custom:
#   id: azure-sql-firewall-open
#   severity: high
#   scope: resource
#   resource_types: [azurerm_mssql_firewall_rule, azurerm_sql_firewall_rule, azurerm_postgresql_firewall_rule, azurerm_postgresql_flexible_server_firewall_rule, azurerm_mysql_firewall_rule, azurerm_mysql_flexible_server_firewall_rule]
#   remediation: >-
#     Use a private endpoint, or list the ranges that need the database.
#   controls:
#     nist-800-53-r5: ["SC-7"]
#     soc2: ["CC6.6"]
#     iso-27001-2022: ["A.8.20"]
#     pci-dss-4: ["1.3.1"]
package turnpike.baseline.azure.sql_firewall_open

deny contains {"msg": "every address of the internet is admitted", "path": ["start_ip_address"], "key": "internet"} if {
	input.after.start_ip_address in {"0.0.0.0", "0.0.0.1", "1.0.0.0", "1.1.1.1"}
	startswith(input.after.end_ip_address, "255.")
}

deny contains {"msg": "every service in Azure is admitted, other customers' too", "path": ["start_ip_address"], "key": "azure"} if {
	input.after.start_ip_address == "0.0.0.0"
	input.after.end_ip_address == "0.0.0.0"
}
