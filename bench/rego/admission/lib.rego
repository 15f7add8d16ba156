package admission.lib

kind := input.request.kind.kind

object := input.request.object

pod_spec := object.spec if kind == "Pod"

pod_spec := object.spec.template.spec if kind in {"Deployment", "StatefulSet", "DaemonSet", "Job"}

containers contains c if some c in pod_spec.containers

containers contains c if some c in pod_spec.initContainers
