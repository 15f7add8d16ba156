package library.v1.kubernetes.utils.v1

operations = {"CREATE", "UPDATE"}

input_id = value {
    value := {"namespace": object.get(input.request, "namespace", "default"), "name": input.request.object.metadata.name}
}

input_containers[container] {
    container := input.request.object.spec.containers[_]
}

input_containers[container] {
    container := input.request.object.spec.template.spec.containers[_]
}

registry(image) = "docker.io" {
    not contains(image, "/")
} else = "docker.io" {
    parts := split(image, "/")
    not contains(parts[0], ".")
    parts[0] != "localhost"
} else = host {
    host := split(image, "/")[0]
}
