# METADATA
# title: Network security groups must not let the internet reach administration ports
# description: >-
#   SSH and RDP open to the internet are found and tried within minutes; one weak password or
#   unpatched service is enough.
# custom:
#   id: azure-nsg-open-admin-ports
#   severity: critical
#   scope: resource
#   resource_types: [azurerm_network_security_group, azurerm_network_security_rule]
#   remediation: >-
#     Restrict source_address_prefix to your own ranges, or use Azure Bastion or just-in-time
#     access.
#   controls:
#     nist-800-53-r5: ["AC-17", "SC-7"]
#     soc2: ["CC6.6"]
#     iso-27001-2022: ["A.8.20"]
#     pci-dss-4: ["1.3.1"]
package turnpike.baseline.azure.nsg_open_admin_ports

admin_ports := {22, 3389, 5985, 5986}

anywhere := {"*", "0.0.0.0/0", "::/0", "internet", "any", "0.0.0.0"}

# A group's inline rules and the rules joined to it, or a rule that stands alone.
rules contains {"path": ["security_rule", i], "rule": rule} if {
	some i, rule in input.after.security_rule
}

rules contains {"path": [], "rule": input.after} if input.type == "azurerm_network_security_rule"

ranges(rule) := {range | some range in rule.destination_port_ranges} | {range |
	range := rule.destination_port_range
	range != null
	range != ""
}

sources(rule) := {source | some source in rule.source_address_prefixes} | {source |
	source := rule.source_address_prefix
	source != null
	source != ""
}

covers(range, _) if range == "*"

covers(range, port) if {
	bounds := split(range, "-")
	to_number(bounds[0]) <= port
	to_number(bounds[count(bounds) - 1]) >= port
}

deny contains {
	"msg": sprintf("%v may reach port %d", [source, port]),
	"path": entry.path,
	"key": sprintf("%v:%d", [source, port]),
} if {
	some entry in rules
	lower(entry.rule.access) == "allow"
	lower(entry.rule.direction) == "inbound"
	lower(entry.rule.protocol) in {"*", "tcp"}
	some source in sources(entry.rule)
	lower(source) in anywhere
	some port in admin_ports
	some range in ranges(entry.rule)
	covers(range, port)
}
