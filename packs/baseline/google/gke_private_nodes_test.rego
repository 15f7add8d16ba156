package turnpike.baseline.google.gke_private_nodes_test

import data.turnpike.baseline.google.gke_private_nodes
import data.turnpike.baseline.lib.testing

test_fail if {
	turnpike.verdict(gke_private_nodes.deny) == "fail" with input as testing.create({"private_cluster_config": [{"enable_private_nodes": false}]})
}

test_fail_missing if {
	turnpike.verdict(gke_private_nodes.deny) == "fail" with input as testing.create({"private_cluster_config": []})
}

test_pass if {
	turnpike.verdict(gke_private_nodes.deny) == "pass" with input as testing.create({"private_cluster_config": [{"enable_private_nodes": true}]})
}

test_unknown if {
	turnpike.verdict(gke_private_nodes.deny) == "unknown" with input as testing.create({"private_cluster_config": [{"enable_private_nodes": turnpike.unknown("x")}]})
}
