# METADATA
# title: S3 bucket should log who reads it
# description: Access logs tell after an incident which objects were read, and from where.
# custom:
#   id: aws-s3-access-logs
#   severity: low
#   scope: resource
#   resource_types: [aws_s3_bucket]
#   remediation: >-
#     Add an aws_s3_bucket_logging with a bucket kept for logs, or record data events in
#     CloudTrail.
#   controls:
#     nist-800-53-r5: ["AU-2", "AU-12"]
#     soc2: ["CC7.2"]
#     iso-27001-2022: ["A.8.15"]
#     pci-dss-4: ["10.2.1"]
package turnpike.baseline.aws.s3_access_logs

import data.turnpike.baseline.lib.tags
import data.turnpike.baseline.lib.values

deny contains {"msg": "access is not logged", "path": ["logging"]} if {
	input.after != null
	not logged
	not receives_logs
	not tags.ephemeral(input.after)
}

logged if {
	some logging in input.after.logging
	values.present(logging.target_bucket)
}

# A bucket of logs would log its own logging.
receives_logs if {
	some logging in turnpike.estate.referrers(input.address, "aws_s3_bucket_logging")
	some target in turnpike.estate.refs(logging.address, ["target_bucket"])
	target.address == input.address
}
