# METADATA
# title: Names without dots
# description: Dots break the certificates of buckets.
# scope: package
# schemas:
#   - input: schema["cloud"]
# custom:
#   id: AVD-AWS-0320
#   avd_id: AVD-AWS-0320
#   provider: aws
#   service: s3
#   severity: MEDIUM
#   input:
#     selector:
#       - type: cloud
#         subtypes:
#           - service: s3
#             provider: aws
package builtin.aws.s3.aws0320

import rego.v1

deny contains res if {
	bucket := input.aws.s3.buckets[_]
	indexof(bucket.name.value, ".") != -1
	res := result.new("the name has a dot", bucket.name)
}
