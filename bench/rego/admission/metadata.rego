package admission.metadata

import data.admission.lib

required := {"app.kubernetes.io/name", "owner", "environment", "cost-centre"}

violations contains sprintf("label %s is missing", [label]) if {
	some label in required - object.keys(lib.object.metadata.labels)
}

violations contains "owner is not a team" if {
	not regex.match(`^[a-z][a-z0-9-]{1,30}$`, lib.object.metadata.labels.owner)
}

violations contains "environment is not known" if {
	not lib.object.metadata.labels.environment in {"dev", "test", "prod"}
}

violations contains "default namespace" if lib.object.metadata.namespace == "default"
