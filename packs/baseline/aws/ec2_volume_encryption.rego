# METADATA
# title: EBS volumes must be encrypted
# description: >-
#   Snapshots of a clear volume can be copied and mounted elsewhere; encryption costs nothing and
#   cannot be added later without a copy.
# custom:
#   id: aws-ec2-volume-encryption
#   severity: medium
#   scope: resource
#   resource_types: [aws_ebs_volume, aws_instance, aws_launch_template, aws_launch_configuration]
#   remediation: >-
#     Set encrypted = true on the volume or block device, and switch on
#     aws_ebs_encryption_by_default in the account.
#   controls:
#     cis-aws-3.0: ["2.2.1"]
#     nist-800-53-r5: ["SC-28"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["3.5.1"]
package turnpike.baseline.aws.ec2_volume_encryption

devices := ["root_block_device", "ebs_block_device"]

deny contains {"msg": "the volume is not encrypted", "path": ["encrypted"]} if {
	input.type == "aws_ebs_volume"
	input.after != null
	not encrypted(input.after)
	not encrypted_by_account
}

# One finding for the instance: where the code says nothing, the image decides about all devices at once.
deny contains {"msg": msg, "path": [min(clear)], "key": "devices"} if {
	clear := {kind |
		some kind in devices
		some device in input.after[kind]
		not encrypted(device)
		not a_volume_of_its_own(device)
	}
	count(clear) > 0
	not encrypted_by_account
	msg := sprintf("not encrypted: %v", [clear])
}

deny contains {"msg": msg, "path": ["block_device_mappings", i, "ebs", j, "encrypted"], "key": sprintf("%v", [mapping.device_name])} if {
	some i, mapping in input.after.block_device_mappings
	some j, ebs in mapping.ebs
	not encrypted(ebs)
	not encrypted_by_account
	msg := sprintf("the volume %v is not encrypted", [mapping.device_name])
}

# A state lists attached volumes with the instance, too.
a_volume_of_its_own(device) if {
	not "create" in input.actions
	some volume in turnpike.estate.resources("aws_ebs_volume")
	volume.attributes.id == device.volume_id
}

# Launch templates write booleans as text.
encrypted(volume) if volume.encrypted in {true, "true"}

encrypted_by_account if {
	some default_encryption in turnpike.estate.resources("aws_ebs_encryption_by_default")
	default_encryption.attributes.enabled == true
}
