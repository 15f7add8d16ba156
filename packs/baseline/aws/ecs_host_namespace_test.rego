package turnpike.baseline.aws.ecs_host_namespace_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.ecs_host_namespace as rule

test_fail_network if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"network_mode": "host", "pid_mode": null, "ipc_mode": null})
}

test_fail_processes if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"network_mode": "awsvpc", "pid_mode": "host", "ipc_mode": null})
}

test_pass_own if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"network_mode": "awsvpc", "pid_mode": null, "ipc_mode": null})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"network_mode": turnpike.unknown("x"), "pid_mode": null, "ipc_mode": null})
}
