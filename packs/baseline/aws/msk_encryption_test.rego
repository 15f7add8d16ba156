package turnpike.baseline.aws.msk_encryption_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.msk_encryption as rule

test_fail_clients if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"encryption_info": [{"encryption_in_transit": [{"client_broker": "TLS_PLAINTEXT", "in_cluster": true}]}]})
}

test_fail_brokers if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"encryption_info": [{"encryption_in_transit": [{"client_broker": "TLS", "in_cluster": false}]}]})
}

test_pass_tls if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"encryption_info": [{"encryption_in_transit": [{"client_broker": "TLS", "in_cluster": true}]}]})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"encryption_info": [{"encryption_in_transit": [{"client_broker": turnpike.unknown("x"), "in_cluster": true}]}]})
}
