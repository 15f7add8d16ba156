package rbac

allow if {
	some binding in data.bindings
	binding.user == input.user
	some permission in data.roles[binding.role]
	permission.resource == input.resource
	permission.action == input.action
}

reasons contains binding.role if {
	some binding in data.bindings
	binding.user == input.user
	some permission in data.roles[binding.role]
	permission.resource == input.resource
}

decision := {"allow": object.get({"allow": allow}, "allow", false), "reasons": reasons}
