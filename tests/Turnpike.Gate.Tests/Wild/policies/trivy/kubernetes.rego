# METADATA
# custom:
#   library: true
#   input:
#     selector:
#     - type: kubernetes
package lib.shapes

import rego.v1

default is_gatekeeper := false

is_gatekeeper if input.review.object

object := input if not is_gatekeeper

object := input.review.object if is_gatekeeper

is_controller if object.kind in {"Deployment", "StatefulSet", "DaemonSet", "Job"}

pods contains object if object.kind == "Pod"

pods contains object.spec.template if is_controller

pods contains object.spec.jobTemplate.spec.template if object.kind == "CronJob"

containers contains container if {
	some pod in pods
	some field in ["containers", "initContainers"]
	some container in pod.spec[field]
}
