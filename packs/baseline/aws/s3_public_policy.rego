# METADATA
# title: S3 bucket policy must not grant access to everyone
# description: >-
#   A policy statement that allows any principal without binding it to an account, organisation or
#   network publishes the bucket's objects.
# custom:
#   id: aws-s3-public-policy
#   severity: high
#   scope: resource
#   resource_types: [aws_s3_bucket, aws_s3_bucket_policy]
#   remediation: >-
#     Name the principals that need access, or bind the statement with a condition such as
#     aws:PrincipalOrgID or aws:SourceArn; put CloudFront with an origin access control in front of
#     public content.
#   controls:
#     cis-aws-3.0: ["2.1.4"]
#     nist-800-53-r5: ["AC-3", "AC-6"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.3"]
#     pci-dss-4: ["1.3.1", "7.2.1"]
package turnpike.baseline.aws.s3_public_policy

import data.turnpike.baseline.lib.iam
import data.turnpike.baseline.lib.s3
import data.turnpike.baseline.lib.satellites

deny contains {"msg": msg, "path": ["policy"], "key": key} if {
	some statement in iam.statements(input.after.policy)
	iam.public(statement)
	not restricted
	satellites.judged
	key := sprintf("%v", [object.get(statement, "Sid", statement.Action)])
	msg := sprintf("a statement allows everyone %v", [statement.Action])
}

# With this block AWS refuses anonymous and cross-account requests that only a public policy would allow.
restricted if s3.holds(input.address, "restrict_public_buckets")
