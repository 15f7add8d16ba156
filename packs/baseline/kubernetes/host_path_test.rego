package turnpike.baseline.kubernetes.host_path_test

import data.turnpike.baseline.kubernetes.host_path
import data.turnpike.baseline.lib.kubernetes_testing

test_fail if {
	made := kubernetes_testing.pod({"volumes": [{"name": "v", "hostPath": {"path": "/var/run"}}]})
	turnpike.verdict(host_path.deny) == "fail" with input as made
}

test_pass_other_volumes if {
	made := kubernetes_testing.pod({"volumes": [{"name": "v", "emptyDir": {}}, {"name": "w", "configMap": {"name": "m"}}]})
	turnpike.verdict(host_path.deny) == "pass" with input as made
}

test_unknown if {
	made := kubernetes_testing.pod({"volumes": turnpike.unknown("volumes")})
	turnpike.verdict(host_path.deny) == "unknown" with input as made
}
