# METADATA
# title: Lambda environment must not hold secrets
# description: >-
#   Environment variables are shown in the console and to everyone who may read the function's
#   configuration, and are kept in the state.
# custom:
#   id: aws-lambda-env-secret
#   severity: high
#   scope: resource
#   resource_types: [aws_lambda_function]
#   remediation: >-
#     Pass the name or ARN of a secret and read it at start, or use the Parameters and Secrets
#     extension.
#   controls:
#     nist-800-53-r5: ["IA-5"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.5.17"]
#     pci-dss-4: ["8.6.2"]
package turnpike.baseline.aws.lambda_env_secret

import data.turnpike.baseline.lib.secrets

deny contains {"msg": msg, "path": ["environment", i, "variables", name], "key": sprintf("%v", [name])} if {
	some i, environment in input.after.environment
	some name, value in environment.variables
	secrets.exposed(name, value)
	msg := sprintf("the variable %v holds a secret in clear text", [name])
}
