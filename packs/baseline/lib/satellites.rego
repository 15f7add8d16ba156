# Resources that only say something about another one: a rule of a security group, a policy of a bucket.
package turnpike.baseline.lib.satellites

# What each belongs to, and the attribute that names it.
owners := {
	"aws_backup_vault_policy": {"by": "backup_vault_name", "types": {"aws_backup_vault"}},
	"aws_dynamodb_resource_policy": {"by": "resource_arn", "types": {"aws_dynamodb_table"}},
	"aws_ecr_repository_policy": {"by": "repository", "types": {"aws_ecr_repository"}},
	"aws_elasticsearch_domain_policy": {"by": "domain_name", "types": {"aws_elasticsearch_domain"}},
	"aws_kms_key_policy": {"by": "key_id", "types": {"aws_kms_key"}},
	"aws_network_acl_rule": {"by": "network_acl_id", "types": {"aws_network_acl", "aws_default_network_acl"}},
	"aws_opensearch_domain_policy": {"by": "domain_name", "types": {"aws_opensearch_domain"}},
	"aws_s3_bucket_acl": {"by": "bucket", "types": {"aws_s3_bucket"}},
	"aws_s3_bucket_policy": {"by": "bucket", "types": {"aws_s3_bucket"}},
	"aws_secretsmanager_secret_policy": {"by": "secret_arn", "types": {"aws_secretsmanager_secret"}},
	"aws_security_group_rule": {"by": "security_group_id", "types": {"aws_security_group", "aws_default_security_group"}},
	"aws_sns_topic_policy": {"by": "arn", "types": {"aws_sns_topic"}},
	"aws_sqs_queue_policy": {"by": "queue_url", "types": {"aws_sqs_queue"}},
	"aws_vpc_security_group_ingress_rule": {"by": "security_group_id", "types": {"aws_security_group", "aws_default_security_group"}},
}

# What a satellite says is judged with its owner, which has it laid in. On its own it is judged only where the owner is
# not in this estate. Everything else is judged always.
judged if not owners[input.type]

judged if {
	owner := owners[input.type]
	found := {resource.address |
		some resource in turnpike.estate.refs(input.address, [owner.by])
		resource.type in owner.types
		resource.mode == "managed"
	}
	count(found) == 0
}
