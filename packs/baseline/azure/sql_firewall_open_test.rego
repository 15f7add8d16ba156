package turnpike.baseline.azure.sql_firewall_open_test

import data.turnpike.baseline.azure.sql_firewall_open
import data.turnpike.baseline.lib.testing

test_fail_internet if {
	turnpike.verdict(sql_firewall_open.deny) == "fail" with input as testing.create({"start_ip_address": "0.0.0.0", "end_ip_address": "255.255.255.255"})
}

test_fail_azure if {
	turnpike.verdict(sql_firewall_open.deny) == "fail" with input as testing.create({"start_ip_address": "0.0.0.0", "end_ip_address": "0.0.0.0"})
}

test_pass if {
	turnpike.verdict(sql_firewall_open.deny) == "pass" with input as testing.create({"start_ip_address": "198.51.100.1", "end_ip_address": "198.51.100.9"})
}

test_unknown if {
	turnpike.verdict(sql_firewall_open.deny) == "unknown" with input as testing.create({"start_ip_address": "0.0.0.0", "end_ip_address": turnpike.unknown("x")})
}
