# METADATA
# title: CodeBuild must not hold secrets in clear text
# description: A PLAINTEXT variable shows in the console, in every build's details and in the state.
# custom:
#   id: aws-codebuild-env-secret
#   severity: high
#   scope: resource
#   resource_types: [aws_codebuild_project]
#   remediation: Use type SECRETS_MANAGER or PARAMETER_STORE for the variable.
#   controls:
#     nist-800-53-r5: ["IA-5"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.5.17"]
#     pci-dss-4: ["8.6.2"]
package turnpike.baseline.aws.codebuild_env_secret

import data.turnpike.baseline.lib.secrets

deny contains {"msg": msg, "path": ["environment", i, "environment_variable", j, "value"], "key": sprintf("%v", [variable.name])} if {
	some i, environment in input.after.environment
	some j, variable in environment.environment_variable
	variable.type == "PLAINTEXT"
	secrets.exposed(variable.name, variable.value)
	msg := sprintf("the variable %v holds a secret in clear text", [variable.name])
}
