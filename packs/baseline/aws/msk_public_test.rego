package turnpike.baseline.aws.msk_public_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.msk_public as rule

test_fail_unauthenticated if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"client_authentication": [{"unauthenticated": true}], "broker_node_group_info": []})
}

test_fail_public if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"client_authentication": [], "broker_node_group_info": [{"connectivity_info": [{"public_access": [{"type": "SERVICE_PROVIDED_EIPS"}]}]}]})
}

test_pass_closed if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"client_authentication": [{"unauthenticated": false}], "broker_node_group_info": [{"connectivity_info": [{"public_access": [{"type": "DISABLED"}]}]}]})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"client_authentication": [{"unauthenticated": turnpike.unknown("x")}], "broker_node_group_info": []})
}
