# METADATA
# title: Redshift cluster should write audit logs
# description: >-
#   Connection and user logs are what an investigation of a warehouse starts with, and they are off
#   by default.
# custom:
#   id: aws-redshift-logging
#   severity: low
#   scope: resource
#   resource_types: [aws_redshift_cluster]
#   remediation: Add an aws_redshift_logging resource for the cluster, to S3 or CloudWatch.
#   controls:
#     nist-800-53-r5: ["AU-12"]
#     soc2: ["CC7.2"]
#     iso-27001-2022: ["A.8.15"]
#     pci-dss-4: ["10.2.1"]
package turnpike.baseline.aws.redshift_logging

deny contains {"msg": "audit logs are off", "path": ["logging"]} if {
	input.after != null
	not logged_inline
	not logged_separately
}

logged_inline if {
	some logging in input.after.logging
	logging.enable == true
}

logged_separately if {
	some logging in turnpike.estate.referrers(input.address, "aws_redshift_logging")
	logging.type == "aws_redshift_logging"
}
