package turnpike.baseline.kubernetes.ingress_tls_test

import data.turnpike.baseline.kubernetes.ingress_tls
import data.turnpike.baseline.lib.kubernetes_testing

ingress(spec) := kubernetes_testing.object_of("networking.k8s.io/Ingress", {"spec": spec})

test_fail if {
	turnpike.verdict(ingress_tls.deny) == "fail" with input as ingress({"rules": [{"host": "a.example"}]})
}

test_fail_other_host if {
	made := ingress({"rules": [{"host": "a.example"}], "tls": [{"hosts": ["b.example"]}]})
	turnpike.verdict(ingress_tls.deny) == "fail" with input as made
}

test_pass if {
	made := ingress({"rules": [{"host": "a.example"}], "tls": [{"hosts": ["a.example"], "secretName": "a"}]})
	turnpike.verdict(ingress_tls.deny) == "pass" with input as made
}

test_pass_wildcard if {
	made := ingress({"rules": [{"host": "a.b.example"}], "tls": [{"hosts": ["*.b.example"]}]})
	turnpike.verdict(ingress_tls.deny) == "pass" with input as made
}

test_unknown if {
	made := ingress({"rules": [{"host": "a.example"}], "tls": turnpike.unknown("tls")})
	turnpike.verdict(ingress_tls.deny) == "unknown" with input as made
}
