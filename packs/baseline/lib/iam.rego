# IAM policy documents, read with the grammar's shorthands: one value may stand for a list of one.
package turnpike.baseline.lib.iam

# The statements of a policy given as JSON text or as an object. Empty where there is no policy.
statements(policy) := list(document(policy).Statement)

document(policy) := json.unmarshal(policy) if is_string(policy)

document(policy) := policy if is_object(policy)

list(value) := value if is_array(value)

list(value) := [value] if not is_array(value)

# The policies that a resource holds, its own and inline ones: {"name", "text", "path", "separate"}. `separate` marks a
# policy that a role, user or group has through a resource of its own, where it is judged.
policies(attributes) := (own | inline) | of_permission_set if {
	own := {policy |
		attributes.policy != null
		policy := {"name": "the policy", "text": attributes.policy, "path": ["policy"], "separate": false}
	}
	inline := {policy |
		some i, entry in attributes.inline_policy
		policy := {"name": entry.name, "text": entry.policy, "path": ["inline_policy", i, "policy"], "separate": object.get(entry, "separate", false)}
	}
	of_permission_set := {policy |
		is_string(attributes.inline_policy)
		policy := {"name": "the policy", "text": attributes.inline_policy, "path": ["inline_policy"], "separate": false}
	}
}

# The ARNs of the managed policies attached by or to a resource: {"arn", "path"}.
attached(attributes) := listed | named if {
	listed := {policy |
		some attribute in ["managed_policy_arns", "policy_arns"]
		some i, arn in attributes[attribute]
		policy := {"arn": arn, "path": [attribute, i]}
	}
	named := {policy |
		some attribute in ["policy_arn", "managed_policy_arn"]
		policy := {"arn": attributes[attribute], "path": [attribute]}
	}
}

# A role also lists what resources attach to it; those are judged themselves.
attached_by_resource(role, arn) if {
	some type in ["aws_iam_role_policy_attachment", "aws_iam_policy_attachment"]
	some attachment in turnpike.estate.referrers(role, type)
	attachment.attributes.policy_arn == arn
}

allows(statement) if statement.Effect == "Allow"

# Anyone at all: every principal, or all but a few.
anyone(statement) if statement.Principal == "*"

anyone(statement) if "*" in list(statement.Principal.AWS)

anyone(statement) if statement.NotPrincipal

# Allows anyone, and no condition says who. Such a statement makes a resource public.
public(statement) if {
	allows(statement)
	anyone(statement)
	not narrowed(statement)
}

# Condition keys that bind a request to an account, organisation, network or resource.
binding_keys := {
	"aws:principalaccount",
	"aws:principalarn",
	"aws:principalorgid",
	"aws:principalorgpaths",
	"aws:sourceaccount",
	"aws:sourcearn",
	"aws:sourceip",
	"aws:sourceorgid",
	"aws:sourceorgpaths",
	"aws:sourceowner",
	"aws:sourcevpc",
	"aws:sourcevpce",
	"aws:userid",
	"aws:vpcsourceip",
	"kms:calleraccount",
	"s3:dataaccesspointaccount",
	"s3:dataaccesspointarn",
}

narrowed(statement) if {
	some operator, tests in statement.Condition
	binding_operator(lower(operator))
	some key, value in tests
	lower(key) in binding_keys
	not everywhere(lower(key), value)
}

# Any address is no binding. (Other values are not looked at: they are most often ARNs known only after apply.)
everywhere("aws:sourceip", value) if {
	some range in list(value)
	range in {"0.0.0.0/0", "::/0"}
}

# A negated test admits everyone else; …IfExists and ForAllValues admit requests without the key.
binding_operator(operator) if {
	not contains(operator, "not")
	not endswith(operator, "ifexists")
	not startswith(operator, "forallvalues")
}

unconditional(statement) if not statement.Condition

# The statement holds for everything, not for named resources.
on_everything(statement) if "*" in list(statement.Resource)

on_everything(statement) if statement.NotResource

# Policies of AWS that give away the account, by name.
admin_policies := {
	"AdministratorAccess",
	"IAMFullAccess",
	"PowerUserAccess",
}

admin_policy(arn) if {
	parts := split(arn, ":iam::aws:policy/")
	parts[1] in admin_policies
}

# Allows every action on everything, or everything but a few.
admin(statement) if {
	allows(statement)
	on_everything(statement)
	every_action(statement)
}

every_action(statement) if {
	some action in list(statement.Action)
	action in {"*", "*:*"}
}

every_action(statement) if statement.NotAction
