# METADATA
# title: Resource policy must not grant access to everyone
# description: >-
#   A statement for any principal that no condition binds lets every AWS account use the queue,
#   topic, key, secret, repository or vault.
# custom:
#   id: aws-resource-policy-public
#   severity: high
#   scope: resource
#   resource_types:
#     - aws_sqs_queue
#     - aws_sqs_queue_policy
#     - aws_sns_topic
#     - aws_sns_topic_policy
#     - aws_kms_key
#     - aws_kms_key_policy
#     - aws_kms_external_key
#     - aws_kms_replica_key
#     - aws_secretsmanager_secret
#     - aws_secretsmanager_secret_policy
#     - aws_ecr_repository_policy
#     - aws_ecr_registry_policy
#     - aws_backup_vault_policy
#     - aws_cloudwatch_event_bus_policy
#     - aws_glacier_vault
#     - aws_codeartifact_repository_permissions_policy
#     - aws_dynamodb_resource_policy
#     - aws_kinesis_resource_policy
#     - aws_cloudwatch_log_resource_policy
#   remediation: >-
#     Name the accounts, roles or services; where a service calls, add aws:SourceArn or
#     aws:SourceAccount.
#   controls:
#     nist-800-53-r5: ["AC-3", "AC-6"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.3"]
#     pci-dss-4: ["7.2.1"]
package turnpike.baseline.aws.resource_policy_public

import data.turnpike.baseline.lib.iam
import data.turnpike.baseline.lib.satellites

attributes := ["policy", "policy_document", "access_policy"]

deny contains {"msg": msg, "path": [attribute], "key": key} if {
	some attribute in attributes
	some statement in iam.statements(input.after[attribute])
	iam.public(statement)
	satellites.judged
	key := sprintf("%v", [object.get(statement, "Sid", statement.Action)])
	msg := sprintf("a statement allows everyone %v", [statement.Action])
}
