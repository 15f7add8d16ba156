# METADATA
# title: Provider blocks must not hold credentials
# description: >-
#   Keys in a provider block are in the repository, in its history and in every plan. Who can read the
#   code can act as the provider does.
# custom:
#   id: governance-provider-secret
#   severity: high
#   scope: document
#   remediation: >-
#     Take credentials from the environment, a profile or the role of the machine that runs; change
#     the keys, since they were published.
#   controls:
#     nist-800-53-r5: ["IA-5"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.5.17"]
#     pci-dss-4: ["8.6.2"]
package turnpike.baseline.governance.provider_secret

import data.turnpike.baseline.lib.secrets

deny contains {"msg": msg, "path": ["configuration", "provider_config", provider, "expressions", name], "key": sprintf("%v.%v", [provider, name])} if {
	some provider, configuration in input.configuration.provider_config
	some name, expression in configuration.expressions
	is_string(expression.constant_value)
	credential(name, expression.constant_value)
	msg := sprintf("%v of the provider %v is written out", [name, provider])
}

credential(name, value) if secrets.exposed(name, value)

credential(_, value) if secrets.recognised(value)
