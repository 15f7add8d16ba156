# METADATA
# title: ECR tags should be immutable
# description: Where a tag can be moved, what was tested is not surely what runs.
# custom:
#   id: aws-ecr-mutable-tags
#   severity: low
#   scope: resource
#   resource_types: [aws_ecr_repository]
#   remediation: Set image_tag_mutability = "IMMUTABLE".
#   controls:
#     nist-800-53-r5: ["CM-2", "SI-7"]
#     soc2: ["CC8.1"]
#     iso-27001-2022: ["A.8.32"]
package turnpike.baseline.aws.ecr_mutable_tags

deny contains {"msg": "tags can be moved to other images", "path": ["image_tag_mutability"]} if {
	input.after.image_tag_mutability == "MUTABLE"
}
