package turnpike.baseline.kubernetes.host_ports_test

import data.turnpike.baseline.kubernetes.host_ports
import data.turnpike.baseline.lib.kubernetes_testing

test_fail if {
	turnpike.verdict(host_ports.deny) == "fail" with input as kubernetes_testing.single({"ports": [{"containerPort": 80, "hostPort": 80}]})
}

test_pass_zero_or_unset if {
	turnpike.verdict(host_ports.deny) == "pass" with input as kubernetes_testing.single({"ports": [{"containerPort": 80}, {"containerPort": 81, "hostPort": 0}]})
}

test_unknown if {
	made := kubernetes_testing.single({"ports": [{"hostPort": turnpike.unknown("hostPort")}]})
	turnpike.verdict(host_ports.deny) == "unknown" with input as made
}
