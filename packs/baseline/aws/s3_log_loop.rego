# METADATA
# title: S3 bucket must not deliver its access log to itself
# description: >-
#   Each delivered log is a write that is logged again, so the bucket grows without end and the bill
#   with it.
# custom:
#   id: aws-s3-log-loop
#   severity: medium
#   scope: resource
#   resource_types: [aws_s3_bucket]
#   remediation: Deliver access logs to a separate bucket made for them.
#   controls:
#     nist-800-53-r5: ["AU-4"]
#     iso-27001-2022: ["A.8.15"]
package turnpike.baseline.aws.s3_log_loop

deny contains {"msg": msg, "path": ["logging", 0, "target_bucket"]} if {
	input.after != null
	some logging in turnpike.estate.referrers(input.address, "aws_s3_bucket_logging")
	is_of(logging, "bucket")
	is_of(logging, "target_bucket")
	msg := sprintf("%v delivers the access log of the bucket to itself", [logging.address])
}

is_of(logging, attribute) if {
	some bucket in turnpike.estate.refs(logging.address, [attribute])
	bucket.address == input.address
}
