# Kubernetes objects for tests, as a resource rule sees them.
package turnpike.baseline.lib.kubernetes_testing

object_of(type, after) := {
	"actions": ["create"],
	"before": null,
	"after": after,
	"address": "t/a",
	"type": type,
	"params": {"kubernetes_version": "1.33"},
}

pod(spec) := object_of("Pod", {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": spec})

deployment(spec) := object_of("apps/Deployment", {
	"apiVersion": "apps/v1",
	"kind": "Deployment",
	"metadata": {"name": "a"},
	"spec": {"template": {"metadata": {}, "spec": spec}},
})

cron_job(spec) := object_of("batch/CronJob", {
	"apiVersion": "batch/v1",
	"kind": "CronJob",
	"metadata": {"name": "a"},
	"spec": {"jobTemplate": {"spec": {"template": {"metadata": {}, "spec": spec}}}},
})

# A pod of one container with this security context.
secured(context) := pod({"containers": [{"name": "c", "securityContext": context}]})

# A pod of one container.
single(container) := pod({"containers": [object.union({"name": "c"}, container)]})

on_version(made, version) := object.union(made, {"params": {"kubernetes_version": version}})
