# METADATA
# title: Linux machines must not accept passwords
# description: >-
#   Passwords are guessed and reused; keys are not.
# custom:
#   id: azure-vm-password
#   severity: medium
#   scope: resource
#   resource_types: [azurerm_linux_virtual_machine, azurerm_linux_virtual_machine_scale_set]
#   remediation: >-
#     Set disable_password_authentication = true and give admin_ssh_key.
#   controls:
#     nist-800-53-r5: ["IA-2", "IA-5"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.5"]
#     pci-dss-4: ["8.3.1"]
package turnpike.baseline.azure.vm_password

deny contains {"msg": "password authentication is on", "path": ["disable_password_authentication"]} if {
	input.after.disable_password_authentication == false
}
