package turnpike.baseline.lib.satellites_test

import data.turnpike.baseline.lib.satellites

rule := {"type": "aws_security_group_rule", "address": "aws_security_group_rule.a"}

test_with_its_owner if {
	not satellites.judged with input as rule with turnpike.estate.refs as {{"type": "aws_security_group", "mode": "managed", "address": "aws_security_group.a"}}
}

test_alone if {
	satellites.judged with input as rule with turnpike.estate.refs as set()
}

test_with_an_owner_that_is_only_read if {
	satellites.judged with input as rule with turnpike.estate.refs as {{"type": "aws_security_group", "mode": "data", "address": "data.aws_security_group.a"}}
}

test_no_satellite if {
	satellites.judged with input as {"type": "aws_vpc", "address": "aws_vpc.a"}
}
