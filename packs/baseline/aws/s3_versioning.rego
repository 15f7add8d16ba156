# METADATA
# title: S3 bucket should keep versions
# description: Without versions an overwrite or a delete, by mistake or by malware, is final.
# custom:
#   id: aws-s3-versioning
#   severity: low
#   scope: resource
#   resource_types: [aws_s3_bucket]
#   remediation: >-
#     Add an aws_s3_bucket_versioning with status "Enabled", and a lifecycle rule that expires old
#     versions.
#   controls:
#     nist-800-53-r5: ["CP-9"]
#     soc2: ["A1.2"]
#     iso-27001-2022: ["A.8.13"]
package turnpike.baseline.aws.s3_versioning

import data.turnpike.baseline.lib.tags

deny contains {"msg": "versioning is not enabled", "path": ["versioning"]} if {
	input.after != null
	not versioned
	not receives_logs
	not tags.ephemeral(input.after)
}

versioned if {
	some versioning in input.after.versioning
	versioning.enabled == true
}

# Log records are written once.
receives_logs if {
	some logging in turnpike.estate.referrers(input.address, "aws_s3_bucket_logging")
	some target in turnpike.estate.refs(logging.address, ["target_bucket"])
	target.address == input.address
}
