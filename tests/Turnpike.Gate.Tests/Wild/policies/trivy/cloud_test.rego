package builtin.aws.s3.aws0320_test

import rego.v1

import data.builtin.aws.s3.aws0320 as check

test_deny_dot if {
	found := check.deny with input as {"aws": {"s3": {"buckets": [{"name": {"value": "a.b", "filepath": "main.tf", "startline": 3, "managed": true}}]}}}
	found == {{"msg": "the name has a dot", "filepath": "main.tf", "startline": 3, "managed": true}}
}

test_allow if {
	count(check.deny) == 0 with input as {"aws": {"s3": {"buckets": [{"name": {"value": "ab"}}]}}}
}
