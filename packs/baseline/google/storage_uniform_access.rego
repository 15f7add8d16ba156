# METADATA
# title: Buckets should use uniform access
# description: >-
#   With object lists a single object can be made public behind the back of the bucket's policy,
#   and nobody sees the whole of who may read.
# custom:
#   id: google-storage-uniform-access
#   severity: low
#   scope: resource
#   resource_types: [google_storage_bucket]
#   remediation: >-
#     Set uniform_bucket_level_access = true.
#   controls:
#     nist-800-53-r5: ["AC-3"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.3"]
package turnpike.baseline.google.storage_uniform_access

deny contains {"msg": "access is decided object by object", "path": ["uniform_bucket_level_access"]} if {
	input.after.uniform_bucket_level_access == false
}
