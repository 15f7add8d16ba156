package turnpike.baseline.aws.msk_unclean_election_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.msk_unclean_election as rule

test_fail_on if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"server_properties": "auto.create.topics.enable = true\nunclean.leader.election.enable = true\n"})
}

test_pass_off if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"server_properties": "unclean.leader.election.enable=false\n"})
}

test_unknown_properties if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"server_properties": turnpike.unknown("x")})
}
