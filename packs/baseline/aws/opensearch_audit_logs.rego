# METADATA
# title: OpenSearch should keep audit logs
# description: Audit logs tell who searched for what and who was refused.
# custom:
#   id: aws-opensearch-audit-logs
#   severity: low
#   scope: resource
#   resource_types: [aws_opensearch_domain, aws_elasticsearch_domain]
#   remediation: Add log_publishing_options with log_type = "AUDIT_LOGS".
#   controls:
#     nist-800-53-r5: ["AU-2", "AU-12"]
#     soc2: ["CC7.2"]
#     iso-27001-2022: ["A.8.15"]
#     pci-dss-4: ["10.2.1"]
package turnpike.baseline.aws.opensearch_audit_logs

deny contains {"msg": "audit logs are not kept", "path": ["log_publishing_options"]} if {
	input.after != null
	not audited
}

audited if {
	some log in input.after.log_publishing_options
	log.log_type == "AUDIT_LOGS"
	not log.enabled == false
}
