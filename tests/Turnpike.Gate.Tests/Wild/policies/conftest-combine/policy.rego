package main

import rego.v1

deny contains msg if {
	some i
	deployment := input[i].contents
	deployment.kind == "Deployment"
	not selected(deployment.spec.selector.matchLabels.app)
	msg := sprintf("%s of %s is behind no service", [deployment.metadata.name, input[i].path])
}

selected(app) if {
	some j
	input[j].contents.kind == "Service"
	input[j].contents.spec.selector.app == app
}

violation contains {"msg": sprintf("%s is defined %d times", [name, n])} if {
	some name
	files := [f.path | some f in input; f.contents.metadata.name == name; f.contents.kind == input[_].contents.kind]
	name = input[_].contents.metadata.name
	n := count([1 | some f in input; f.contents.metadata.name == name; f.contents.kind == "Deployment"])
	n > 1
}
