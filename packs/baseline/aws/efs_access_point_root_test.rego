package turnpike.baseline.aws.efs_access_point_root_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.efs_access_point_root as rule

test_fail_root if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"posix_user": [{"uid": 0, "gid": 0}], "root_directory": [{"path": "/"}]})
}

test_pass_application if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"posix_user": [{"uid": 1000, "gid": 1000}], "root_directory": [{"path": "/app"}]})
}

test_unknown_user if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"posix_user": [{"uid": turnpike.unknown("x"), "gid": 0}], "root_directory": [{"path": "/"}]})
}
