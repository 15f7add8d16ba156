package turnpike.baseline.azure.storage_transport_test

import data.turnpike.baseline.azure.storage_transport
import data.turnpike.baseline.lib.testing

test_fail_http if {
	turnpike.verdict(storage_transport.deny) == "fail" with input as testing.create({"https_traffic_only_enabled": false, "min_tls_version": "TLS1_2"})
}

test_fail_version if {
	turnpike.verdict(storage_transport.deny) == "fail" with input as testing.create({"min_tls_version": "TLS1_0"})
}

test_pass if {
	turnpike.verdict(storage_transport.deny) == "pass" with input as testing.create({"https_traffic_only_enabled": true, "min_tls_version": "TLS1_2"})
}

test_unknown if {
	turnpike.verdict(storage_transport.deny) == "unknown" with input as testing.create({"min_tls_version": turnpike.unknown("x")})
}
