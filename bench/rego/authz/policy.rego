package authz

default allow := false

allow if {
	some role in data.users[input.user].roles
	some grant in data.roles[role].grants
	grant.method == input.method
	path_matches(grant.path, input.path)
	not denied
}

denied if {
	some rule in data.denials
	rule.user == input.user
	path_matches(rule.path, input.path)
}

path_matches(pattern, path) if {
	count(pattern) == count(path)
	every i, segment in pattern {
		segment_matches(segment, path[i])
	}
}

segment_matches("*", _) := true

segment_matches(segment, actual) if segment == actual
