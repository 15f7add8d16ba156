package turnpike.baseline.kubernetes.proc_mount_test

import data.turnpike.baseline.kubernetes.proc_mount
import data.turnpike.baseline.lib.kubernetes_testing

test_fail if {
	turnpike.verdict(proc_mount.deny) == "fail" with input as kubernetes_testing.secured({"procMount": "Unmasked"})
}

test_pass if {
	turnpike.verdict(proc_mount.deny) == "pass" with input as kubernetes_testing.secured({"procMount": "Default"})
}

test_unknown if {
	made := kubernetes_testing.secured({"procMount": turnpike.unknown("procMount")})
	turnpike.verdict(proc_mount.deny) == "unknown" with input as made
}
