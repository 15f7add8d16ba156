# METADATA
# title: Passwords must be long
# description: Short passwords are guessed.
# custom:
#   id: test-password-short
#   severity: medium
#   scope: resource
#   resource_types: [aws_db_instance]
#   remediation: Let the provider make the password.
package test.password_short

deny contains {"msg": msg, "path": ["password"]} if {
	count(input.after.password) < 40
	msg := sprintf("the password %q is short", [input.after.password])
}

warn contains {"msg": "the database has no name tag", "path": ["tags"]} if {
	not input.after.tags.Name
}
