package admission.security

import data.admission.lib

violations contains sprintf("%s: privileged", [c.name]) if {
	some c in lib.containers
	c.securityContext.privileged
}

violations contains sprintf("%s: may escalate", [c.name]) if {
	some c in lib.containers
	not c.securityContext.allowPrivilegeEscalation == false
}

violations contains sprintf("%s: writable root", [c.name]) if {
	some c in lib.containers
	not c.securityContext.readOnlyRootFilesystem
}

violations contains sprintf("%s: runs as root", [c.name]) if {
	some c in lib.containers
	not c.securityContext.runAsNonRoot
	not lib.pod_spec.securityContext.runAsNonRoot
}

violations contains sprintf("%s: adds %s", [c.name, capability]) if {
	some c in lib.containers
	some capability in c.securityContext.capabilities.add
	not capability in {"NET_BIND_SERVICE", "CHOWN"}
}

violations contains sprintf("host namespace %s", [field]) if {
	some field in ["hostNetwork", "hostPID", "hostIPC"]
	lib.pod_spec[field]
}

violations contains sprintf("host path %s", [volume.hostPath.path]) if {
	some volume in lib.pod_spec.volumes
	volume.hostPath
}
