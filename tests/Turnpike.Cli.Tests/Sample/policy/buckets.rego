# METADATA
# title: Buckets must not be public
# description: Anyone on the internet could read what is stored here.
# custom:
#   id: test-bucket-public
#   severity: high
#   scope: resource
#   resource_types: [aws_s3_bucket]
#   remediation: Set acl to "private".
#   controls: {cis-aws-3.0: ["2.1.4"], soc2: ["CC6.1"]}
package test.bucket_public

deny contains {"msg": msg, "path": ["acl"]} if {
	input.after.acl == "public-read"
	msg := sprintf("the bucket %s is public: its ACL is %q", [input.name, input.after.acl])
}
