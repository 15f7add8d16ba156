# What looks like a secret written in clear text.
package turnpike.baseline.lib.secrets

# A name that announces a secret, and not merely where one is found or how long it lives.
named(name) if {
	regex.match(`(?i)(passw(or)?d|passphrase|secret|token|api_?key|private_?key|access_?key|secret_?key|credential)`, name)
	not regex.match(`(?i)(arn|name|path|file|url|uri|endpoint|ttl|expir\w*|lifetime|timeout|issuer|audience|id|policy|length|enabled|rotation\w*|public_?key)$`, name)
}

# A value that could be the secret itself: not a pointer to where it is kept, not empty, not a flag or a number.
literal(value) if {
	not regex.match(`^\s*$|^(arn:|ssm:|vault:|secretsmanager:|/|\$\{|\{\{)|^(true|false|[0-9]{1,6})$`, value)
}

# AWS access keys and private keys give themselves away, whatever they are called.
recognised(value) if regex.match(`\b(AKIA|ASIA)[0-9A-Z]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----`, value)

# A text such as a script in which a secret is given its value: PASSWORD=…, password: "…", IDENTIFIED BY '…'.
assigned(text) if {
	some found in regex.find_all_string_submatch_n(`(?i)([a-z0-9_-]*(?:passw(?:or)?d|passphrase|secret|token|api_?key|access_?key)[a-z0-9_-]*)["']?[ \t]*[=:][ \t]*["']?([^\s"'$<({;&|]{6,})`, text, -1)
	exposed(found[1], found[2])
}

assigned(text) if regex.match(`(?i)\bidentified\s+by\s+(password\s+)?'[^'$<{]{4,}'`, text)

exposed(name, value) if {
	named(name)
	literal(value)
}
