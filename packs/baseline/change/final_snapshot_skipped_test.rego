package turnpike.baseline.change.final_snapshot_skipped_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.change.final_snapshot_skipped as rule

test_fail_delete if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.delete({"skip_final_snapshot": true, "tags_all": {}})
}

test_fail_replace if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.replace({"skip_final_snapshot": true, "tags_all": {}}, {"skip_final_snapshot": true, "tags_all": {}})
}

test_pass_snapshot if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"skip_final_snapshot": false, "tags_all": {}})
}

test_pass_replica if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"skip_final_snapshot": true, "replicate_source_db": "main", "tags_all": {}})
}

test_pass_review_environment if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"skip_final_snapshot": true, "tags_all": {"ttl": "72h"}})
}

test_unknown_environment if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.delete({"skip_final_snapshot": true, "tags_all": {"env": turnpike.unknown("x")}})
}
