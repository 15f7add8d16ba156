# METADATA
# title: Pods must set only safe kernel parameters
# description: >-
#   Most kernel parameters belong to the node: a pod that sets them changes its neighbours, or
#   switches off protections. The list of safe ones grows with the Kubernetes version.
# custom:
#   id: k8s-sysctls
#   severity: medium
#   scope: resource
#   resource_types: [Pod, ReplicationController, apps/Deployment, apps/DaemonSet, apps/StatefulSet, apps/ReplicaSet, batch/Job, batch/CronJob]
#   remediation: >-
#     Remove the parameter, or set it on dedicated nodes by their own configuration.
#   controls:
#     pod-security-standards: ["baseline"]
#     nist-800-53-r5: ["AC-6"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.9"]
#   params:
#     kubernetes_version: "1.33"
package turnpike.baseline.kubernetes.sysctls

import data.turnpike.baseline.lib.kubernetes

# Parameters that the standard allows, and the minor version since when.
allowed := {
	"kernel.shm_rmid_forced": 0,
	"net.ipv4.ip_local_port_range": 0,
	"net.ipv4.ip_unprivileged_port_start": 0,
	"net.ipv4.tcp_syncookies": 0,
	"net.ipv4.ping_group_range": 0,
	"net.ipv4.ip_local_reserved_ports": 27,
	"net.ipv4.tcp_keepalive_time": 29,
	"net.ipv4.tcp_fin_timeout": 29,
	"net.ipv4.tcp_keepalive_intvl": 29,
	"net.ipv4.tcp_keepalive_probes": 29,
	"net.ipv4.tcp_rmem": 32,
	"net.ipv4.tcp_wmem": 32,
}

safe(name) if kubernetes.since(allowed[name])

deny contains {
	"msg": sprintf("the kernel parameter %v is not safe to set on Kubernetes %v", [sysctl.name, input.params.kubernetes_version]),
	"path": kubernetes.at(["securityContext", "sysctls", i]),
	"key": sysctl.name,
} if {
	some i, sysctl in kubernetes.pod.securityContext.sysctls
	not safe(sysctl.name)
}
