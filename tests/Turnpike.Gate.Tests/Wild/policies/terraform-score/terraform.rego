# METADATA
# title: Automatic approval
# custom:
#   severity: medium
package terraform.analysis

import rego.v1

import input as tfplan

blast_radius := 30

weights := {
	"aws_autoscaling_group": {"delete": 100, "create": 10, "modify": 1},
	"aws_instance": {"delete": 10, "create": 1, "modify": 1},
}

resource_types := {"aws_autoscaling_group", "aws_instance", "aws_iam", "aws_launch_configuration"}

default authz := false

authz if {
	score < blast_radius
	not touches_iam
}

score := s if {
	all_resources := [x |
		some resource_type, crud in weights
		del := crud["delete"] * num_deletes[resource_type]
		new := crud["create"] * num_creates[resource_type]
		mod := crud["modify"] * num_modifies[resource_type]
		x := (del + new) + mod
	]
	s := sum(all_resources)
}

touches_iam if {
	some name in resources["aws_iam"]
	name
}

resources[resource_type] := all_resources if {
	some resource_type, _ in {t: true | some t in resource_types}
	all_resources := [name |
		some name in tfplan.resource_changes
		name.type == resource_type
	]
}

num_creates[resource_type] := num if {
	some resource_type in resource_types
	creates := [res | some res in resources[resource_type]; "create" in res.change.actions]
	num := count(creates)
}

num_deletes[resource_type] := num if {
	some resource_type in resource_types
	deletions := [res | some res in resources[resource_type]; "delete" in res.change.actions]
	num := count(deletions)
}

num_modifies[resource_type] := num if {
	some resource_type in resource_types
	modifies := [res | some res in resources[resource_type]; "update" in res.change.actions]
	num := count(modifies)
}

deny contains sprintf("the plan scores %d, %d or more need a person", [score, blast_radius]) if not authz

violation contains {"msg": sprintf("%s opens %v to %s", [address, port, cidr]), "path": path} if {
	walk(tfplan.planned_values, [path_in, value])
	path_in[_] == "resources"
	value.type == "aws_security_group_rule"
	address := value.address
	some cidr in value.values.cidr_blocks
	cidr == "0.0.0.0/0"
	port := value.values.from_port
	path := array.concat(["planned_values"], path_in)
}

module_resources[address] := values if {
	some path, value
	walk(tfplan.planned_values.root_module, [path, value])
	reverse_index(path, 1) == "resources"
	some resource in value
	address := resource.address
	values := resource.values
}

module_resources[address] := values if {
	some path, value
	walk(tfplan.planned_values.root_module, [path, value])
	reverse_index(path, 1) == "resources"
	reverse_index(path, 3) == "child_modules"
	some resource in value
	address := resource.address
	values := resource.values
}

reverse_index(path, i) := path[count(path) - i]

warn contains sprintf("%s has no tags", [address]) if {
	some address, values in module_resources
	startswith(address, "module.")
	not values.tags
}
