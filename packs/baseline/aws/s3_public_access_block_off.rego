# METADATA
# title: S3 public access block must not be switched off
# description: >-
#   The block is the safety net that makes one careless ACL or policy harmless. Switching part of it
#   off is how buckets become public.
# custom:
#   id: aws-s3-public-access-block-off
#   severity: high
#   scope: resource
#   resource_types: [aws_s3_bucket_public_access_block, aws_s3_account_public_access_block]
#   remediation: >-
#     Set block_public_acls, block_public_policy, ignore_public_acls and restrict_public_buckets to
#     true.
#   controls:
#     cis-aws-3.0: ["2.1.4"]
#     nist-800-53-r5: ["AC-3", "SC-7"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.3"]
#     pci-dss-4: ["1.3.1"]
package turnpike.baseline.aws.s3_public_access_block_off

import data.turnpike.baseline.lib.s3

deny contains {"msg": msg, "path": []} if {
	off := {switch | some switch in s3.switches; input.after[switch] == false}
	count(off) > 0
	msg := sprintf("off: %v", [off])
}
