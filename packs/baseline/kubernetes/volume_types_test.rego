package turnpike.baseline.kubernetes.volume_types_test

import data.turnpike.baseline.kubernetes.volume_types
import data.turnpike.baseline.lib.kubernetes_testing

test_fail_nfs if {
	made := kubernetes_testing.pod({"volumes": [{"name": "v", "nfs": {"server": "s", "path": "/"}}]})
	turnpike.verdict(volume_types.deny) == "fail" with input as made
}

test_pass if {
	made := kubernetes_testing.pod({"volumes": [{"name": "v", "persistentVolumeClaim": {"claimName": "c"}}]})
	turnpike.verdict(volume_types.deny) == "pass" with input as made
}

test_unknown if {
	made := kubernetes_testing.pod({"volumes": [turnpike.unknown("volume")]})
	turnpike.verdict(volume_types.deny) == "unknown" with input as made
}
