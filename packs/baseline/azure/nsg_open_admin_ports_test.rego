package turnpike.baseline.azure.nsg_open_admin_ports_test

import data.turnpike.baseline.azure.nsg_open_admin_ports
import data.turnpike.baseline.lib.testing

rule(source, ports) := {
	"access": "Allow",
	"direction": "Inbound",
	"protocol": "Tcp",
	"source_address_prefix": source,
	"destination_port_range": ports,
}

test_fail_inline if {
	turnpike.verdict(nsg_open_admin_ports.deny) == "fail" with input as testing.create({"security_rule": [rule("Internet", "22")]})
}

test_fail_range if {
	turnpike.verdict(nsg_open_admin_ports.deny) == "fail" with input as testing.create({"security_rule": [rule("*", "3000-4000")]})
}

test_fail_rule_alone if {
	turnpike.verdict(nsg_open_admin_ports.deny) == "fail" with input as testing.create_of("azurerm_network_security_rule", rule("0.0.0.0/0", "*"))
}

test_pass_own_range if {
	turnpike.verdict(nsg_open_admin_ports.deny) == "pass" with input as testing.create({"security_rule": [rule("198.51.100.0/24", "22")]})
}

test_pass_https if {
	turnpike.verdict(nsg_open_admin_ports.deny) == "pass" with input as testing.create({"security_rule": [rule("*", "443")]})
}

test_unknown_source if {
	turnpike.verdict(nsg_open_admin_ports.deny) == "unknown" with input as testing.create({"security_rule": [rule(turnpike.unknown("source"), "22")]})
}
