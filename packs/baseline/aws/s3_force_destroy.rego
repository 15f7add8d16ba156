# METADATA
# title: S3 bucket should not be deleted with its content
# description: >-
#   With force_destroy a delete or a replacement empties the bucket first. Nothing else stands
#   between a mistake and the data.
# custom:
#   id: aws-s3-force-destroy
#   severity: low
#   scope: resource
#   resource_types: [aws_s3_bucket]
#   remediation: Leave force_destroy out, and empty a bucket by hand when it really has to go.
#   controls:
#     nist-800-53-r5: ["CP-9"]
#     soc2: ["A1.2"]
#     iso-27001-2022: ["A.8.13"]
package turnpike.baseline.aws.s3_force_destroy

import data.turnpike.baseline.lib.tags

deny contains {"msg": "force_destroy is on", "path": ["force_destroy"]} if {
	input.after.force_destroy == true
	not tags.ephemeral(input.after)
}
