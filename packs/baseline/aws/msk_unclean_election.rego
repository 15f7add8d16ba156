# METADATA
# title: Kafka should not elect brokers that lack messages
# description: >-
#   With unclean leader election, a broker that missed messages may take over, and what it missed is
#   gone.
# custom:
#   id: aws-msk-unclean-election
#   severity: low
#   scope: resource
#   resource_types: [aws_msk_configuration]
#   remediation: Set unclean.leader.election.enable = false and auto.create.topics.enable = false.
#   controls:
#     nist-800-53-r5: ["CP-10"]
#     soc2: ["A1.2"]
#     iso-27001-2022: ["A.8.14"]
package turnpike.baseline.aws.msk_unclean_election

deny contains {"msg": "unclean leader election is on", "path": ["server_properties"]} if {
	regex.match(`(?m)^\s*unclean\.leader\.election\.enable\s*=\s*true\b`, input.after.server_properties)
}
