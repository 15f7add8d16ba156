# METADATA
# title: SageMaker notebook must not reach the internet by itself or give its users root
# description: >-
#   A notebook with its own way to the internet carries data past the controls of your
#   network; root undoes those of the notebook.
# custom:
#   id: aws-sagemaker-notebook
#   severity: medium
#   scope: resource
#   resource_types: [aws_sagemaker_notebook_instance]
#   remediation: >-
#     Set direct_internet_access = "Disabled" with a subnet_id, and root_access =
#     "Disabled".
#   controls:
#     nist-800-53-r5: ["AC-4", "SC-7"]
#     soc2: ["CC6.6"]
#     iso-27001-2022: ["A.8.20", "A.8.22"]
#     pci-dss-4: ["1.3.1"]
package turnpike.baseline.aws.sagemaker_notebook

deny contains {"msg": "the notebook has its own way to the internet", "path": ["direct_internet_access"], "key": "internet"} if {
	input.after != null
	not input.after.direct_internet_access == "Disabled"
}

deny contains {"msg": "users of the notebook are root", "path": ["root_access"], "key": "root", "severity": "low"} if {
	input.after != null
	not input.after.root_access == "Disabled"
}
