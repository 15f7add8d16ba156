package turnpike.baseline.kubernetes.apparmor_test

import data.turnpike.baseline.kubernetes.apparmor
import data.turnpike.baseline.lib.kubernetes_testing

test_fail_field if {
	turnpike.verdict(apparmor.deny) == "fail" with input as kubernetes_testing.secured({"appArmorProfile": {"type": "Unconfined"}})
}

test_fail_annotation if {
	made := kubernetes_testing.object_of("Pod", {
		"metadata": {"annotations": {"container.apparmor.security.beta.kubernetes.io/c": "unconfined"}},
		"spec": {"containers": []},
	})
	turnpike.verdict(apparmor.deny) == "fail" with input as made
}

test_pass if {
	turnpike.verdict(apparmor.deny) == "pass" with input as kubernetes_testing.secured({"appArmorProfile": {"type": "RuntimeDefault"}})
}

test_unknown if {
	made := kubernetes_testing.secured({"appArmorProfile": {"type": turnpike.unknown("type")}})
	turnpike.verdict(apparmor.deny) == "unknown" with input as made
}
