package terraform

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_s3_bucket"
	change.change.after.force_destroy == false
	msg := sprintf("%s: rule 0: force_destroy is %v", [change.address, change.change.after.force_destroy])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_db_instance"
	"delete" in change.change.actions
	msg := sprintf("%s: rule 1: destroyed", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_security_group"
	some tag in ["owner-2", "environment", "cost-centre"]
	not change.change.after.tags_all[tag]
	msg := sprintf("%s: rule 2: tag %s is missing", [change.address, tag])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_instance"
	regex.match(`^.*-3[0-9]*$`, change.name)
	msg := sprintf("%s: rule 3: name %s", [change.address, change.name])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_iam_role_policy"
	change.change.before.policy != change.change.after.policy
	change.change.actions == ["update"]
	msg := sprintf("%s: rule 4: policy changes", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_kms_key"
	change.change.after.enable_key_rotation == false
	msg := sprintf("%s: rule 5: enable_key_rotation is %v", [change.address, change.change.after.enable_key_rotation])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_sqs_queue"
	"delete" in change.change.actions
	msg := sprintf("%s: rule 6: destroyed", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_dynamodb_table"
	some tag in ["owner-7", "environment", "cost-centre"]
	not change.change.after.tags_all[tag]
	msg := sprintf("%s: rule 7: tag %s is missing", [change.address, tag])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_cloudwatch_log_group"
	regex.match(`^.*-8[0-9]*$`, change.name)
	msg := sprintf("%s: rule 8: name %s", [change.address, change.name])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_iam_role"
	change.change.before.assume_role_policy != change.change.after.assume_role_policy
	change.change.actions == ["update"]
	msg := sprintf("%s: rule 9: assume_role_policy changes", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_s3_bucket"
	change.change.after.bucket == 0
	msg := sprintf("%s: rule 10: bucket is %v", [change.address, change.change.after.bucket])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_db_instance"
	"delete" in change.change.actions
	msg := sprintf("%s: rule 11: destroyed", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_security_group"
	some tag in ["owner-12", "environment", "cost-centre"]
	not change.change.after.tags_all[tag]
	msg := sprintf("%s: rule 12: tag %s is missing", [change.address, tag])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_instance"
	regex.match(`^.*-13[0-9]*$`, change.name)
	msg := sprintf("%s: rule 13: name %s", [change.address, change.name])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_iam_role_policy"
	change.change.before.name != change.change.after.name
	change.change.actions == ["update"]
	msg := sprintf("%s: rule 14: name changes", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_kms_key"
	change.change.after.deletion_window_in_days == 0
	msg := sprintf("%s: rule 15: deletion_window_in_days is %v", [change.address, change.change.after.deletion_window_in_days])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_sqs_queue"
	"delete" in change.change.actions
	msg := sprintf("%s: rule 16: destroyed", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_dynamodb_table"
	some tag in ["owner-17", "environment", "cost-centre"]
	not change.change.after.tags_all[tag]
	msg := sprintf("%s: rule 17: tag %s is missing", [change.address, tag])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_cloudwatch_log_group"
	regex.match(`^.*-18[0-9]*$`, change.name)
	msg := sprintf("%s: rule 18: name %s", [change.address, change.name])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_iam_role"
	change.change.before.name != change.change.after.name
	change.change.actions == ["update"]
	msg := sprintf("%s: rule 19: name changes", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_s3_bucket"
	change.change.after.tags == null
	msg := sprintf("%s: rule 20: tags is %v", [change.address, change.change.after.tags])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_db_instance"
	"delete" in change.change.actions
	msg := sprintf("%s: rule 21: destroyed", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_security_group"
	some tag in ["owner-22", "environment", "cost-centre"]
	not change.change.after.tags_all[tag]
	msg := sprintf("%s: rule 22: tag %s is missing", [change.address, tag])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_instance"
	regex.match(`^.*-23[0-9]*$`, change.name)
	msg := sprintf("%s: rule 23: name %s", [change.address, change.name])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_iam_role_policy"
	change.change.before.policy != change.change.after.policy
	change.change.actions == ["update"]
	msg := sprintf("%s: rule 24: policy changes", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_kms_key"
	change.change.after.enable_key_rotation == null
	msg := sprintf("%s: rule 25: enable_key_rotation is %v", [change.address, change.change.after.enable_key_rotation])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_sqs_queue"
	"delete" in change.change.actions
	msg := sprintf("%s: rule 26: destroyed", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_dynamodb_table"
	some tag in ["owner-27", "environment", "cost-centre"]
	not change.change.after.tags_all[tag]
	msg := sprintf("%s: rule 27: tag %s is missing", [change.address, tag])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_cloudwatch_log_group"
	regex.match(`^.*-28[0-9]*$`, change.name)
	msg := sprintf("%s: rule 28: name %s", [change.address, change.name])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_iam_role"
	change.change.before.max_session_duration != change.change.after.max_session_duration
	change.change.actions == ["update"]
	msg := sprintf("%s: rule 29: max_session_duration changes", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_s3_bucket"
	change.change.after.force_destroy == false
	msg := sprintf("%s: rule 30: force_destroy is %v", [change.address, change.change.after.force_destroy])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_db_instance"
	"delete" in change.change.actions
	msg := sprintf("%s: rule 31: destroyed", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_security_group"
	some tag in ["owner-32", "environment", "cost-centre"]
	not change.change.after.tags_all[tag]
	msg := sprintf("%s: rule 32: tag %s is missing", [change.address, tag])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_instance"
	regex.match(`^.*-33[0-9]*$`, change.name)
	msg := sprintf("%s: rule 33: name %s", [change.address, change.name])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_iam_role_policy"
	change.change.before.name != change.change.after.name
	change.change.actions == ["update"]
	msg := sprintf("%s: rule 34: name changes", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_kms_key"
	change.change.after.deletion_window_in_days == false
	msg := sprintf("%s: rule 35: deletion_window_in_days is %v", [change.address, change.change.after.deletion_window_in_days])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_sqs_queue"
	"delete" in change.change.actions
	msg := sprintf("%s: rule 36: destroyed", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_dynamodb_table"
	some tag in ["owner-37", "environment", "cost-centre"]
	not change.change.after.tags_all[tag]
	msg := sprintf("%s: rule 37: tag %s is missing", [change.address, tag])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_cloudwatch_log_group"
	regex.match(`^.*-38[0-9]*$`, change.name)
	msg := sprintf("%s: rule 38: name %s", [change.address, change.name])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_iam_role"
	change.change.before.assume_role_policy != change.change.after.assume_role_policy
	change.change.actions == ["update"]
	msg := sprintf("%s: rule 39: assume_role_policy changes", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_s3_bucket"
	change.change.after.bucket == 0
	msg := sprintf("%s: rule 40: bucket is %v", [change.address, change.change.after.bucket])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_db_instance"
	"delete" in change.change.actions
	msg := sprintf("%s: rule 41: destroyed", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_security_group"
	some tag in ["owner-42", "environment", "cost-centre"]
	not change.change.after.tags_all[tag]
	msg := sprintf("%s: rule 42: tag %s is missing", [change.address, tag])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_instance"
	regex.match(`^.*-43[0-9]*$`, change.name)
	msg := sprintf("%s: rule 43: name %s", [change.address, change.name])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_iam_role_policy"
	change.change.before.policy != change.change.after.policy
	change.change.actions == ["update"]
	msg := sprintf("%s: rule 44: policy changes", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_kms_key"
	change.change.after.enable_key_rotation == 0
	msg := sprintf("%s: rule 45: enable_key_rotation is %v", [change.address, change.change.after.enable_key_rotation])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_sqs_queue"
	"delete" in change.change.actions
	msg := sprintf("%s: rule 46: destroyed", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_dynamodb_table"
	some tag in ["owner-47", "environment", "cost-centre"]
	not change.change.after.tags_all[tag]
	msg := sprintf("%s: rule 47: tag %s is missing", [change.address, tag])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_cloudwatch_log_group"
	regex.match(`^.*-48[0-9]*$`, change.name)
	msg := sprintf("%s: rule 48: name %s", [change.address, change.name])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_iam_role"
	change.change.before.name != change.change.after.name
	change.change.actions == ["update"]
	msg := sprintf("%s: rule 49: name changes", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_s3_bucket"
	change.change.after.tags == null
	msg := sprintf("%s: rule 50: tags is %v", [change.address, change.change.after.tags])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_db_instance"
	"delete" in change.change.actions
	msg := sprintf("%s: rule 51: destroyed", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_security_group"
	some tag in ["owner-52", "environment", "cost-centre"]
	not change.change.after.tags_all[tag]
	msg := sprintf("%s: rule 52: tag %s is missing", [change.address, tag])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_instance"
	regex.match(`^.*-53[0-9]*$`, change.name)
	msg := sprintf("%s: rule 53: name %s", [change.address, change.name])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_iam_role_policy"
	change.change.before.name != change.change.after.name
	change.change.actions == ["update"]
	msg := sprintf("%s: rule 54: name changes", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_kms_key"
	change.change.after.deletion_window_in_days == null
	msg := sprintf("%s: rule 55: deletion_window_in_days is %v", [change.address, change.change.after.deletion_window_in_days])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_sqs_queue"
	"delete" in change.change.actions
	msg := sprintf("%s: rule 56: destroyed", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_dynamodb_table"
	some tag in ["owner-57", "environment", "cost-centre"]
	not change.change.after.tags_all[tag]
	msg := sprintf("%s: rule 57: tag %s is missing", [change.address, tag])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_cloudwatch_log_group"
	regex.match(`^.*-58[0-9]*$`, change.name)
	msg := sprintf("%s: rule 58: name %s", [change.address, change.name])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_iam_role"
	change.change.before.max_session_duration != change.change.after.max_session_duration
	change.change.actions == ["update"]
	msg := sprintf("%s: rule 59: max_session_duration changes", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_s3_bucket"
	change.change.after.force_destroy == false
	msg := sprintf("%s: rule 60: force_destroy is %v", [change.address, change.change.after.force_destroy])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_db_instance"
	"delete" in change.change.actions
	msg := sprintf("%s: rule 61: destroyed", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_security_group"
	some tag in ["owner-62", "environment", "cost-centre"]
	not change.change.after.tags_all[tag]
	msg := sprintf("%s: rule 62: tag %s is missing", [change.address, tag])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_instance"
	regex.match(`^.*-63[0-9]*$`, change.name)
	msg := sprintf("%s: rule 63: name %s", [change.address, change.name])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_iam_role_policy"
	change.change.before.policy != change.change.after.policy
	change.change.actions == ["update"]
	msg := sprintf("%s: rule 64: policy changes", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_kms_key"
	change.change.after.enable_key_rotation == false
	msg := sprintf("%s: rule 65: enable_key_rotation is %v", [change.address, change.change.after.enable_key_rotation])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_sqs_queue"
	"delete" in change.change.actions
	msg := sprintf("%s: rule 66: destroyed", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_dynamodb_table"
	some tag in ["owner-67", "environment", "cost-centre"]
	not change.change.after.tags_all[tag]
	msg := sprintf("%s: rule 67: tag %s is missing", [change.address, tag])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_cloudwatch_log_group"
	regex.match(`^.*-68[0-9]*$`, change.name)
	msg := sprintf("%s: rule 68: name %s", [change.address, change.name])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_iam_role"
	change.change.before.assume_role_policy != change.change.after.assume_role_policy
	change.change.actions == ["update"]
	msg := sprintf("%s: rule 69: assume_role_policy changes", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_s3_bucket"
	change.change.after.bucket == 0
	msg := sprintf("%s: rule 70: bucket is %v", [change.address, change.change.after.bucket])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_db_instance"
	"delete" in change.change.actions
	msg := sprintf("%s: rule 71: destroyed", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_security_group"
	some tag in ["owner-72", "environment", "cost-centre"]
	not change.change.after.tags_all[tag]
	msg := sprintf("%s: rule 72: tag %s is missing", [change.address, tag])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_instance"
	regex.match(`^.*-73[0-9]*$`, change.name)
	msg := sprintf("%s: rule 73: name %s", [change.address, change.name])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_iam_role_policy"
	change.change.before.name != change.change.after.name
	change.change.actions == ["update"]
	msg := sprintf("%s: rule 74: name changes", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_kms_key"
	change.change.after.deletion_window_in_days == 0
	msg := sprintf("%s: rule 75: deletion_window_in_days is %v", [change.address, change.change.after.deletion_window_in_days])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_sqs_queue"
	"delete" in change.change.actions
	msg := sprintf("%s: rule 76: destroyed", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_dynamodb_table"
	some tag in ["owner-77", "environment", "cost-centre"]
	not change.change.after.tags_all[tag]
	msg := sprintf("%s: rule 77: tag %s is missing", [change.address, tag])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_cloudwatch_log_group"
	regex.match(`^.*-78[0-9]*$`, change.name)
	msg := sprintf("%s: rule 78: name %s", [change.address, change.name])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_iam_role"
	change.change.before.name != change.change.after.name
	change.change.actions == ["update"]
	msg := sprintf("%s: rule 79: name changes", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_s3_bucket"
	change.change.after.tags == null
	msg := sprintf("%s: rule 80: tags is %v", [change.address, change.change.after.tags])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_db_instance"
	"delete" in change.change.actions
	msg := sprintf("%s: rule 81: destroyed", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_security_group"
	some tag in ["owner-82", "environment", "cost-centre"]
	not change.change.after.tags_all[tag]
	msg := sprintf("%s: rule 82: tag %s is missing", [change.address, tag])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_instance"
	regex.match(`^.*-83[0-9]*$`, change.name)
	msg := sprintf("%s: rule 83: name %s", [change.address, change.name])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_iam_role_policy"
	change.change.before.policy != change.change.after.policy
	change.change.actions == ["update"]
	msg := sprintf("%s: rule 84: policy changes", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_kms_key"
	change.change.after.enable_key_rotation == null
	msg := sprintf("%s: rule 85: enable_key_rotation is %v", [change.address, change.change.after.enable_key_rotation])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_sqs_queue"
	"delete" in change.change.actions
	msg := sprintf("%s: rule 86: destroyed", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_dynamodb_table"
	some tag in ["owner-87", "environment", "cost-centre"]
	not change.change.after.tags_all[tag]
	msg := sprintf("%s: rule 87: tag %s is missing", [change.address, tag])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_cloudwatch_log_group"
	regex.match(`^.*-88[0-9]*$`, change.name)
	msg := sprintf("%s: rule 88: name %s", [change.address, change.name])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_iam_role"
	change.change.before.max_session_duration != change.change.after.max_session_duration
	change.change.actions == ["update"]
	msg := sprintf("%s: rule 89: max_session_duration changes", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_s3_bucket"
	change.change.after.force_destroy == false
	msg := sprintf("%s: rule 90: force_destroy is %v", [change.address, change.change.after.force_destroy])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_db_instance"
	"delete" in change.change.actions
	msg := sprintf("%s: rule 91: destroyed", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_security_group"
	some tag in ["owner-92", "environment", "cost-centre"]
	not change.change.after.tags_all[tag]
	msg := sprintf("%s: rule 92: tag %s is missing", [change.address, tag])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_instance"
	regex.match(`^.*-93[0-9]*$`, change.name)
	msg := sprintf("%s: rule 93: name %s", [change.address, change.name])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_iam_role_policy"
	change.change.before.name != change.change.after.name
	change.change.actions == ["update"]
	msg := sprintf("%s: rule 94: name changes", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_kms_key"
	change.change.after.deletion_window_in_days == false
	msg := sprintf("%s: rule 95: deletion_window_in_days is %v", [change.address, change.change.after.deletion_window_in_days])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_sqs_queue"
	"delete" in change.change.actions
	msg := sprintf("%s: rule 96: destroyed", [change.address])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_dynamodb_table"
	some tag in ["owner-97", "environment", "cost-centre"]
	not change.change.after.tags_all[tag]
	msg := sprintf("%s: rule 97: tag %s is missing", [change.address, tag])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_cloudwatch_log_group"
	regex.match(`^.*-98[0-9]*$`, change.name)
	msg := sprintf("%s: rule 98: name %s", [change.address, change.name])
}

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_iam_role"
	change.change.before.assume_role_policy != change.change.after.assume_role_policy
	change.change.actions == ["update"]
	msg := sprintf("%s: rule 99: assume_role_policy changes", [change.address])
}
