package admission.resources

import data.admission.lib

violations contains sprintf("%s: no %s limit", [c.name, kind]) if {
	some c in lib.containers
	some kind in ["cpu", "memory"]
	not c.resources.limits[kind]
}

violations contains sprintf("%s: no %s request", [c.name, kind]) if {
	some c in lib.containers
	some kind in ["cpu", "memory"]
	not c.resources.requests[kind]
}

violations contains sprintf("%s: memory limit %s is above 4Gi", [c.name, c.resources.limits.memory]) if {
	some c in lib.containers
	units.parse_bytes(c.resources.limits.memory) > 4294967296
}

violations contains "fewer than 2 replicas in prod" if {
	lib.object.metadata.labels.environment == "prod"
	lib.object.spec.replicas < 2
}

violations contains sprintf("%s: no readiness probe", [c.name]) if {
	some c in lib.pod_spec.containers
	not c.readinessProbe
}
