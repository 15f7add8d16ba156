# METADATA
# title: Machines must not run as the default account with every scope
# description: >-
#   The default compute account is editor of the project in many organisations; a machine with the
#   cloud-platform scope is then the project.
# custom:
#   id: google-instance-default-account
#   severity: high
#   scope: resource
#   resource_types: [google_compute_instance, google_compute_instance_template]
#   remediation: >-
#     Give the machine a service account of its own with the roles it needs.
#   controls:
#     nist-800-53-r5: ["AC-6"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.2"]
package turnpike.baseline.google.instance_default_account

full := {"cloud-platform", "https://www.googleapis.com/auth/cloud-platform"}

default_account(account) if regex.match(`^[0-9]+-compute@developer[.]gserviceaccount[.]com$`, account.email)

default_account(account) if account.email in {"", null}

default_account(account) if not account.email

deny contains {"msg": "the default compute account is used with every scope", "path": ["service_account", i]} if {
	some i, account in input.after.service_account
	default_account(account)
	some scope in account.scopes
	scope in full
}
