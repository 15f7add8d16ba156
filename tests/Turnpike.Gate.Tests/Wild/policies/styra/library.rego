package library.v1.kubernetes.admission.workload.v1

import data.library.v1.kubernetes.utils.v1 as utils

# METADATA: Library-Snippet
# version: v1
# title: "Images: registries"
# schema:
#   type: object
#   properties:
#     allowlist: {type: array, items: {type: string}}
registries_allowlisted[reason] {
    container := utils.input_containers[_]
    not allowlisted(container.image, data.library.parameters.allowlist)
    reason := sprintf("Resource %v/%v/%v uses the image %v of an unapproved registry.", [input.request.kind.kind, utils.input_id.namespace, utils.input_id.name, container.image])
}

allowlisted(image, allowlist) {
    utils.registry(image) == allowlist[_]
}

probes_are_set[reason] {
    utils.operations[input.request.operation]
    container := utils.input_containers[_]
    probe := {"livenessProbe", "readinessProbe"}[_]
    not container[probe]
    reason := sprintf("Container %v has no %v.", [container.name, probe])
}
