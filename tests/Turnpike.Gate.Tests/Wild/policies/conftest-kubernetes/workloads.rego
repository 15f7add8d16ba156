package main

import data.shapes

name = input.metadata.name

needed {
  input.spec.selector.matchLabels.app
  input.spec.selector.matchLabels.release
}

deny[msg] {
  shapes.is_deployment
  not input.spec.template.spec.securityContext.runAsNonRoot
  msg = sprintf("%s: containers run as root", [name])
}

deny[msg] {
  shapes.is_deployment
  not needed
  msg = sprintf("%s: pods are selected by app and release", [name])
}

deny[msg] {
  input.kind == "Deployment"
  container := input.spec.template.spec.containers[_]
  not container.securityContext.allowPrivilegeEscalation == false
  msg = sprintf("%s: container %s may escalate", [name, container.name])
}

warn[msg] {
  shapes.is_service
  msg = sprintf("%s: services are made by the platform", [name])
}

violation[{"msg": msg, "details": {"images": images}}] {
  shapes.is_deployment
  images := {image | image := input.spec.template.spec.containers[_].image; endswith(image, ":latest")}
  count(images) > 0
  msg := sprintf("%s: latest images %v", [name, images])
}
