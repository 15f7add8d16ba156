package turnpike.baseline.aws.eks_control_plane_logs_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.eks_control_plane_logs as rule

test_fail_none if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"enabled_cluster_log_types": null})
}

test_fail_others if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"enabled_cluster_log_types": ["api"]})
}

test_pass_audit if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"enabled_cluster_log_types": ["api", "audit"]})
}

test_pass_delete if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"enabled_cluster_log_types": []})
}

test_unknown_types if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"enabled_cluster_log_types": turnpike.unknown("x")})
}
