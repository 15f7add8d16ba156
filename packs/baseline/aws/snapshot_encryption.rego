# METADATA
# title: Snapshots and copied images must be encrypted
# description: >-
#   A snapshot is the whole disk; one of a clear volume stays clear wherever it is copied to.
# custom:
#   id: aws-snapshot-encryption
#   severity: medium
#   scope: resource
#   resource_types: [aws_ebs_snapshot, aws_ebs_snapshot_copy, aws_ami_copy]
#   remediation: Encrypt the volume, or copy the snapshot with encrypted = true.
#   controls:
#     nist-800-53-r5: ["SC-28"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["3.5.1"]
package turnpike.baseline.aws.snapshot_encryption

deny contains {"msg": "the copy is not encrypted", "path": ["encrypted"]} if {
	input.type in {"aws_ebs_snapshot_copy", "aws_ami_copy"}
	input.after != null
	not input.after.encrypted == true
}

deny contains {"msg": msg, "path": ["volume_id"]} if {
	input.type == "aws_ebs_snapshot"
	some volume in turnpike.estate.refs(input.address, ["volume_id"])
	volume.type == "aws_ebs_volume"
	volume.attributes.encrypted == false
	msg := sprintf("the volume %v is not encrypted, and so is its snapshot", [volume.address])
}
