package turnpike.baseline.change.many_deletes_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.change.many_deletes as rule

test_fail_many if {
	turnpike.verdict(rule.deny) == "fail" with input as {"changes": [{"address": "t.a", "actions": ["delete"]}, {"address": "t.b", "actions": ["delete"]}], "params": {"limit": 1}}
}

test_pass_few if {
	turnpike.verdict(rule.deny) == "pass" with input as {"changes": [{"address": "t.a", "actions": ["delete"]}, {"address": "t.b", "actions": ["create"]}], "params": {"limit": 1}}
}

test_pass_replacements if {
	turnpike.verdict(rule.deny) == "pass" with input as {"changes": [{"address": "t.a", "actions": ["delete", "create"]}, {"address": "t.b", "actions": ["create", "delete"]}], "params": {"limit": 1}}
}

test_unknown_actions if {
	turnpike.verdict(rule.deny) == "unknown" with input as {"changes": [{"address": "t.a", "actions": ["delete"]}, {"address": "t.b", "actions": [turnpike.unknown("x")]}], "params": {"limit": 1}}
}
