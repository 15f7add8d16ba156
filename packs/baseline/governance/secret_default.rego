# METADATA
# title: Secrets must not be defaults of variables
# description: >-
#   A default is in the repository, in its history and in every plan. Who can read the code can use
#   the secret.
# custom:
#   id: governance-secret-default
#   severity: medium
#   scope: document
#   remediation: >-
#     Remove the default and pass the value from a secret store at run time; change the secret,
#     since it was published.
#   controls:
#     nist-800-53-r5: ["IA-5"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.5.17"]
#     pci-dss-4: ["8.6.2"]
package turnpike.baseline.governance.secret_default

import data.turnpike.baseline.lib.secrets

deny contains {"msg": msg, "path": ["configuration", "root_module", "variables", name, "default"], "key": name} if {
	some name, variable in input.configuration.root_module.variables
	secrets.named(name)
	is_string(variable.default)
	secrets.literal(variable.default)
	not variable.ephemeral == true
	msg := sprintf("the variable %v has a default in the code", [name])
}
