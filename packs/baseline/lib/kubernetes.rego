# Where a workload keeps its pod, and what a pod holds. The rules follow the Pod Security Standards
# (kubernetes.io/docs/concepts/security/pod-security-standards).
package turnpike.baseline.lib.kubernetes

# The path to the pod's spec in the object.
pod_path := ["spec"] if input.type == "Pod"

pod_path := ["spec", "template", "spec"] if {
	input.type in {
		"ReplicationController",
		"apps/DaemonSet",
		"apps/Deployment",
		"apps/ReplicaSet",
		"apps/StatefulSet",
		"batch/Job",
	}
}

pod_path := ["spec", "jobTemplate", "spec", "template", "spec"] if input.type == "batch/CronJob"

pod := input.after.spec if input.type == "Pod"

pod := input.after.spec.template.spec if pod_path[1] == "template"

pod := input.after.spec.jobTemplate.spec.template.spec if pod_path[1] == "jobTemplate"

pod_metadata := input.after.metadata if input.type == "Pod"

pod_metadata := input.after.spec.template.metadata if pod_path[1] == "template"

pod_metadata := input.after.spec.jobTemplate.spec.template.metadata if pod_path[1] == "jobTemplate"

# Every container of the pod, of whatever kind.
containers contains {"name": container.name, "path": array.concat(pod_path, [kind, i]), "spec": container} if {
	some kind in ["containers", "initContainers", "ephemeralContainers"]
	some i, container in pod[kind]
}

# The standards leave Windows pods out where a control exists on Linux only (since Kubernetes 1.25).
linux if not pod.os.name == "windows"

# The pod's path with more steps.
at(steps) := array.concat(pod_path, steps)

# A container's path with more steps.
within(container, steps) := array.concat(container.path, steps)

# Whether the cluster runs at least this minor version of Kubernetes 1.
since(minor) if to_number(split(input.params.kubernetes_version, ".")[1]) >= minor
