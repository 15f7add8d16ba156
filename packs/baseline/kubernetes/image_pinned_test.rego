package turnpike.baseline.kubernetes.image_pinned_test

import data.turnpike.baseline.kubernetes.image_pinned
import data.turnpike.baseline.lib.kubernetes_testing

test_fail_latest if {
	turnpike.verdict(image_pinned.deny) == "fail" with input as kubernetes_testing.single({"image": "nginx:latest"})
}

test_fail_no_tag_on_a_registry_with_a_port if {
	turnpike.verdict(image_pinned.deny) == "fail" with input as kubernetes_testing.single({"image": "registry:5000/nginx"})
}

test_fail_tag_where_digests_are_required if {
	made := object.union(kubernetes_testing.single({"image": "nginx:1.27.3"}), {"params": {"require_digest": true}})
	turnpike.verdict(image_pinned.deny) == "fail" with input as made
}

test_pass_tag if {
	turnpike.verdict(image_pinned.deny) == "pass" with input as kubernetes_testing.single({"image": "registry:5000/nginx:1.27.3"})
}

test_pass_digest if {
	turnpike.verdict(image_pinned.deny) == "pass" with input as kubernetes_testing.single({"image": "nginx@sha256:0123"})
}

test_unknown if {
	made := kubernetes_testing.single({"image": turnpike.unknown("image")})
	turnpike.verdict(image_pinned.deny) == "unknown" with input as made
}
