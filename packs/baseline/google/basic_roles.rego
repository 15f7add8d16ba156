# METADATA
# title: Basic roles must not be granted on projects
# description: >-
#   Owner and editor hold thousands of permissions on every service of the project, present and
#   future.
# custom:
#   id: google-basic-roles
#   severity: high
#   scope: resource
#   resource_types: [google_project_iam_member, google_project_iam_binding, google_folder_iam_member, google_folder_iam_binding, google_organization_iam_member, google_organization_iam_binding]
#   remediation: >-
#     Grant the predefined roles of the services that are used, to a group.
#   controls:
#     nist-800-53-r5: ["AC-6"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.2"]
#     pci-dss-4: ["7.2.2"]
package turnpike.baseline.google.basic_roles

deny contains {"msg": sprintf("%v is granted", [input.after.role]), "path": ["role"], "key": input.after.role} if {
	input.after.role in {"roles/owner", "roles/editor"}
}
