# METADATA
# title: S3 bucket should have a public access block of its own
# description: >-
#   New buckets get the block from AWS, but only the code keeps it there; without it a change by
#   hand, or an older bucket, stays open and no plan shows it.
# custom:
#   id: aws-s3-public-access-block-missing
#   severity: medium
#   scope: resource
#   resource_types: [aws_s3_bucket]
#   remediation: >-
#     Add an aws_s3_bucket_public_access_block with all four switches true, or an
#     aws_s3_account_public_access_block for the account.
#   controls:
#     cis-aws-3.0: ["2.1.4"]
#     nist-800-53-r5: ["AC-3", "SC-7"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.3"]
#     pci-dss-4: ["1.3.1"]
package turnpike.baseline.aws.s3_public_access_block_missing

import data.turnpike.baseline.lib.s3

deny contains {"msg": "nothing in the code blocks public access", "path": [], "severity": severity} if {
	input.after != null
	not blocked
	not account_blocked
}

blocked if count(s3.blocks(input.address)) > 0

account_blocked if {
	some account in turnpike.estate.resources("aws_s3_account_public_access_block")
	account.attributes.block_public_acls == true
	account.attributes.block_public_policy == true
	account.attributes.ignore_public_acls == true
	account.attributes.restrict_public_buckets == true
}

# AWS blocks what is new.
severity := "low" if input.before == null

severity := "medium" if input.before != null
