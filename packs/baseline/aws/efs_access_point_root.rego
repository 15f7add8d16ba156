# METADATA
# title: EFS access point must not hand out the root directory as root
# description: >-
#   An access point that enters "/" as user 0 gives every client that may use it all files of
#   everybody.
# custom:
#   id: aws-efs-access-point-root
#   severity: medium
#   scope: resource
#   resource_types: [aws_efs_access_point]
#   remediation: Give each application a directory of its own and a user id other than 0.
#   controls:
#     nist-800-53-r5: ["AC-6"]
#     soc2: ["CC6.3"]
#     iso-27001-2022: ["A.8.3"]
#     pci-dss-4: ["7.2.2"]
package turnpike.baseline.aws.efs_access_point_root

deny contains {"msg": "clients enter / as root", "path": ["posix_user", i, "uid"]} if {
	some i, user in input.after.posix_user
	user.uid == 0
	some directory in input.after.root_directory
	directory.path == "/"
}
