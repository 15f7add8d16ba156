package turnpike.baseline.aws.opensearch_public_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.opensearch_public as rule

test_fail_everyone if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"vpc_options": [], "access_policies": `{"Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "es:*", "Resource": "*"}]}`})
}

test_pass_in_vpc if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"vpc_options": [{"subnet_ids": ["a"]}], "access_policies": `{"Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "es:*", "Resource": "*"}]}`})
}

test_pass_role if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"vpc_options": [], "access_policies": `{"Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111111111111:role/a"}, "Action": "es:*", "Resource": "*"}]}`})
}

test_unknown_policy if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"vpc_options": [], "access_policies": turnpike.unknown("x")})
}
