package turnpike.baseline.google.firewall_open_admin_ports_test

import data.turnpike.baseline.google.firewall_open_admin_ports
import data.turnpike.baseline.lib.testing

firewall(ranges, allow) := testing.create({"direction": "INGRESS", "disabled": false, "source_ranges": ranges, "allow": [allow]})

test_fail_port if {
	turnpike.verdict(firewall_open_admin_ports.deny) == "fail" with input as firewall(["0.0.0.0/0"], {"protocol": "tcp", "ports": ["22"]})
}

test_fail_all if {
	turnpike.verdict(firewall_open_admin_ports.deny) == "fail" with input as firewall(["::/0"], {"protocol": "all", "ports": []})
}

test_pass_web if {
	turnpike.verdict(firewall_open_admin_ports.deny) == "pass" with input as firewall(["0.0.0.0/0"], {"protocol": "tcp", "ports": ["80", "443"]})
}

test_pass_own_range if {
	turnpike.verdict(firewall_open_admin_ports.deny) == "pass" with input as firewall(["35.235.240.0/20"], {"protocol": "tcp", "ports": ["22"]})
}

test_unknown_range if {
	turnpike.verdict(firewall_open_admin_ports.deny) == "unknown" with input as firewall([turnpike.unknown("range")], {"protocol": "tcp", "ports": ["22"]})
}
