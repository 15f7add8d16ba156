package turnpike.baseline.google.sql_open_test

import data.turnpike.baseline.google.sql_open
import data.turnpike.baseline.lib.testing

instance(networks) := testing.create({"settings": [{"ip_configuration": [{"authorized_networks": networks}]}]})

test_fail if {
	turnpike.verdict(sql_open.deny) == "fail" with input as instance([{"value": "0.0.0.0/0"}])
}

test_pass if {
	turnpike.verdict(sql_open.deny) == "pass" with input as instance([{"value": "198.51.100.0/24"}])
}

test_unknown if {
	turnpike.verdict(sql_open.deny) == "unknown" with input as instance([{"value": turnpike.unknown("value")}])
}
