# What the code says about public access to a bucket.
package turnpike.baseline.lib.s3

switches := ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"]

# The public access blocks that the code gives a bucket. AWS blocks what is new by itself, but that is not in the code,
# and of older buckets a plan says nothing.
blocks(address) := {block.attributes |
	some block in turnpike.estate.referrers(address, "aws_s3_bucket_public_access_block")
}

holds(address, switch) if {
	some block in blocks(address)
	block[switch] == true
}
