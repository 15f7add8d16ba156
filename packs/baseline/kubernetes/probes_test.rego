package turnpike.baseline.kubernetes.probes_test

import data.turnpike.baseline.kubernetes.probes
import data.turnpike.baseline.lib.kubernetes_testing

test_fail if {
	made := kubernetes_testing.deployment({"containers": [{"name": "c", "ports": [{"containerPort": 80}]}]})
	turnpike.verdict(probes.deny) == "fail" with input as made
}

test_pass_with_probe if {
	made := kubernetes_testing.deployment({"containers": [{"name": "c", "ports": [{"containerPort": 80}], "readinessProbe": {}}]})
	turnpike.verdict(probes.deny) == "pass" with input as made
}

test_pass_worker_without_ports if {
	turnpike.verdict(probes.deny) == "pass" with input as kubernetes_testing.deployment({"containers": [{"name": "c"}]})
}

test_unknown if {
	made := kubernetes_testing.deployment({"containers": turnpike.unknown("containers")})
	turnpike.verdict(probes.deny) == "unknown" with input as made
}
