package turnpike.baseline.kubernetes.service_exposed_test

import data.turnpike.baseline.kubernetes.service_exposed
import data.turnpike.baseline.lib.kubernetes_testing

service(annotations, spec) := kubernetes_testing.object_of("Service", {"metadata": {"name": "a", "annotations": annotations}, "spec": spec})

test_fail_open if {
	turnpike.verdict(service_exposed.deny) == "fail" with input as service({}, {"type": "LoadBalancer"})
}

test_fail_external_address if {
	turnpike.verdict(service_exposed.deny) == "fail" with input as service({}, {"type": "ClusterIP", "externalIPs": ["203.0.113.9"]})
}

test_pass_internal if {
	made := service({"service.beta.kubernetes.io/aws-load-balancer-scheme": "internal"}, {"type": "LoadBalancer"})
	turnpike.verdict(service_exposed.deny) == "pass" with input as made
}

test_pass_ranges if {
	made := service({}, {"type": "LoadBalancer", "loadBalancerSourceRanges": ["198.51.100.0/24"]})
	turnpike.verdict(service_exposed.deny) == "pass" with input as made
}

test_unknown if {
	made := service({}, {"type": turnpike.unknown("type")})
	turnpike.verdict(service_exposed.deny) == "unknown" with input as made
}
