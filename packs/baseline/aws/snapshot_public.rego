# METADATA
# title: Snapshots and images must not be shared with everyone
# description: >-
#   A public snapshot can be restored by every AWS account, with all the data in it; they are
#   searched for within hours.
# custom:
#   id: aws-snapshot-public
#   severity: critical
#   scope: resource
#   resource_types:
#     - aws_db_snapshot
#     - aws_db_cluster_snapshot
#     - aws_rds_cluster_snapshot_copy
#     - aws_db_snapshot_copy
#     - aws_ami_launch_permission
#   remediation: >-
#     Share with account ids, or encrypt with a customer-managed key, which cannot be shared with
#     everyone.
#   controls:
#     nist-800-53-r5: ["AC-3", "AC-6"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.3"]
#     pci-dss-4: ["1.4.4", "7.2.1"]
package turnpike.baseline.aws.snapshot_public

deny contains {"msg": "shared with every AWS account", "path": ["shared_accounts"]} if {
	some account in input.after.shared_accounts
	account == "all"
}

deny contains {"msg": "every AWS account may launch the image", "path": ["group"]} if input.after.group == "all"
