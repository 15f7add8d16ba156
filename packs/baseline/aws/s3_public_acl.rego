# METADATA
# title: S3 bucket or object ACL must not grant public access
# description: >-
#   An ACL that names everyone, or every AWS user, makes what it covers readable or writable from
#   the internet, whatever the policy says.
# custom:
#   id: aws-s3-public-acl
#   severity: high
#   scope: resource
#   resource_types: [aws_s3_bucket, aws_s3_bucket_acl, aws_s3_object, aws_s3_bucket_object]
#   remediation: >-
#     Use acl "private" (or no ACL at all, with object_ownership "BucketOwnerEnforced") and serve
#     public content through CloudFront.
#   controls:
#     cis-aws-3.0: ["2.1.4"]
#     nist-800-53-r5: ["AC-3", "AC-6"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.3"]
#     pci-dss-4: ["1.3.1", "7.2.1"]
package turnpike.baseline.aws.s3_public_acl

import data.turnpike.baseline.lib.s3
import data.turnpike.baseline.lib.satellites

public_groups := {
	"http://acs.amazonaws.com/groups/global/AllUsers",
	"http://acs.amazonaws.com/groups/global/AuthenticatedUsers",
}

deny contains {"msg": msg, "path": ["acl"], "key": "acl"} if {
	input.after.acl in {"public-read", "public-read-write", "authenticated-read"}
	not ignored
	satellites.judged
	msg := sprintf("the ACL is %q", [input.after.acl])
}

deny contains {"msg": msg, "path": ["grant", i], "key": grant.uri} if {
	some i, grant in input.after.grant
	grant.uri in public_groups
	not ignored
	msg := sprintf("the ACL grants %v to %v", [grant.permissions, grant.uri])
}

deny contains {"msg": msg, "path": ["access_control_policy"], "key": grantee.uri} if {
	some policy in input.after.access_control_policy
	some grant in policy.grant
	some grantee in grant.grantee
	grantee.uri in public_groups
	satellites.judged
	msg := sprintf("the ACL grants %v to %v", [grant.permission, grantee.uri])
}

# Public ACLs have no effect where the bucket ignores them or has none.
ignored if s3.holds(input.address, "ignore_public_acls")

ignored if {
	some rule in input.after.ownership_controls
	rule.object_ownership == "BucketOwnerEnforced"
}
