package turnpike.baseline.governance.secret_default_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.governance.secret_default as rule

test_fail_token if {
	turnpike.verdict(rule.deny) == "fail" with input as {"configuration": {"root_module": {"variables": {"third_party_token": {"default": "tok-1", "sensitive": true}}}}}
}

test_pass_no_default if {
	turnpike.verdict(rule.deny) == "pass" with input as {"configuration": {"root_module": {"variables": {"third_party_token": {"sensitive": true}}}}}
}

test_pass_empty_default if {
	turnpike.verdict(rule.deny) == "pass" with input as {"configuration": {"root_module": {"variables": {"third_party_token": {"default": ""}}}}}
}

test_pass_other_name if {
	turnpike.verdict(rule.deny) == "pass" with input as {"configuration": {"root_module": {"variables": {"region": {"default": "eu-west-1"}}}}}
}

test_pass_manifest if {
	turnpike.verdict(rule.deny) == "pass" with input as {"apiVersion": "v1", "kind": "Pod"}
}

test_unknown_default if {
	turnpike.verdict(rule.deny) == "unknown" with input as {"configuration": {"root_module": {"variables": {"third_party_token": {"default": turnpike.unknown("x")}}}}}
}
