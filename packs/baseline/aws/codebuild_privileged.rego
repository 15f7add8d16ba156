# METADATA
# title: CodeBuild should not run privileged
# description: A privileged build has the host's rights; only building images with Docker needs it.
# custom:
#   id: aws-codebuild-privileged
#   severity: low
#   scope: resource
#   resource_types: [aws_codebuild_project]
#   remediation: Set privileged_mode = false, and build images with a rootless builder.
#   controls:
#     nist-800-53-r5: ["AC-6", "CM-7"]
#     soc2: ["CC6.3"]
#     iso-27001-2022: ["A.8.2"]
#     pci-dss-4: ["7.2.2"]
package turnpike.baseline.aws.codebuild_privileged

deny contains {"msg": "builds run privileged", "path": ["environment", i, "privileged_mode"]} if {
	some i, environment in input.after.environment
	environment.privileged_mode == true
}
