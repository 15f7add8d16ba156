# METADATA
# title: Access must not be granted to everyone
# description: >-
#   allUsers is the internet; allAuthenticatedUsers is anyone with a Google account, not only
#   yours.
# custom:
#   id: google-public-member
#   severity: high
#   scope: resource
#   resource_types: [google_storage_bucket_iam_member, google_storage_bucket_iam_binding, google_project_iam_member, google_project_iam_binding, google_pubsub_topic_iam_member, google_pubsub_topic_iam_binding, google_bigquery_dataset_iam_member, google_bigquery_dataset_iam_binding, google_kms_crypto_key_iam_member, google_kms_crypto_key_iam_binding, google_secret_manager_secret_iam_member, google_secret_manager_secret_iam_binding, google_artifact_registry_repository_iam_member, google_artifact_registry_repository_iam_binding]
#   remediation: >-
#     Name users, groups, service accounts or a domain.
#   controls:
#     nist-800-53-r5: ["AC-3"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.3"]
#     pci-dss-4: ["7.2.1"]
package turnpike.baseline.google.public_member

public := {"allUsers", "allAuthenticatedUsers"}

deny contains {"msg": sprintf("%v has the role %v", [input.after.member, input.after.role]), "path": ["member"], "key": input.after.member} if {
	input.after.member in public
}

deny contains {"msg": sprintf("%v has the role %v", [member, input.after.role]), "path": ["members"], "key": member} if {
	some member in input.after.members
	member in public
}
