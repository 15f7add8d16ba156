# METADATA
# title: CodeBuild artifacts should stay encrypted
# description: >-
#   Artifacts are what gets deployed; switching their encryption off makes the copy in the bucket
#   the weakest one.
# custom:
#   id: aws-codebuild-artifacts
#   severity: low
#   scope: resource
#   resource_types: [aws_codebuild_project]
#   remediation: Leave encryption_disabled out of artifacts and secondary_artifacts.
#   controls:
#     nist-800-53-r5: ["SC-28"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.24"]
package turnpike.baseline.aws.codebuild_artifacts

deny contains {"msg": "artifacts are not encrypted", "path": [kind, i, "encryption_disabled"], "key": kind} if {
	some kind in ["artifacts", "secondary_artifacts"]
	some i, artifacts in input.after[kind]
	artifacts.encryption_disabled == true
	artifacts.type != "NO_ARTIFACTS"
}
