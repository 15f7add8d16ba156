package turnpike.baseline.aws.ecs_latest_tag_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.ecs_latest_tag as rule

test_fail_latest if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"container_definitions": `[{"name": "web", "image": "111111111111.dkr.ecr.us-east-1.amazonaws.com/web:latest"}]`})
}

test_fail_no_tag if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"container_definitions": `[{"name": "web", "image": "registry:5000/web"}]`})
}

test_pass_version if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"container_definitions": `[{"name": "web", "image": "registry:5000/web:1.2.3"}]`})
}

test_pass_digest if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"container_definitions": `[{"name": "web", "image": "web@sha256:abc"}]`})
}

test_unknown_definitions if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"container_definitions": turnpike.unknown("x")})
}
