# Kestrel's own rule, written the way Conftest expects: whatever enters the Terraform plan is `input`.
package main

deny contains msg if {
	some change in input.resource_changes
	change.type == "aws_vpc"
	"create" in change.change.actions
	msg := sprintf("%s: networks are created by the platform team, in the network account", [change.address])
}
