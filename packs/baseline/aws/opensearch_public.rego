# METADATA
# title: OpenSearch domain must not be open to everyone
# description: >-
#   A domain outside a VPC whose access policy allows any principal is an index that the whole
#   internet can read and delete.
# custom:
#   id: aws-opensearch-public
#   severity: critical
#   scope: resource
#   resource_types: [aws_opensearch_domain, aws_elasticsearch_domain]
#   remediation: >-
#     Place the domain in a VPC (vpc_options) and name the roles that may use it in access_policies.
#   controls:
#     nist-800-53-r5: ["AC-3", "SC-7"]
#     soc2: ["CC6.1", "CC6.6"]
#     iso-27001-2022: ["A.8.3"]
#     pci-dss-4: ["1.4.4"]
package turnpike.baseline.aws.opensearch_public

import data.turnpike.baseline.lib.iam

deny contains {"msg": "the access policy allows everyone, and the domain is not in a VPC", "path": ["access_policies"]} if {
	not in_vpc
	some statement in iam.statements(input.after.access_policies)
	iam.public(statement)
}

in_vpc if input.after.vpc_options[0]
