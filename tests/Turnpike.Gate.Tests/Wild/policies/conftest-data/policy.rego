package main

import data.services
import data.nested.limits

deny[msg] {
  input.kind == "Service"
  port := input.spec.ports[_].port
  port == services.ports[_]
  msg := sprintf("port %v is closed", [port])
}

warn[msg] {
  count(input.spec.ports) > limits.ports
  msg := sprintf("more than %d ports", [limits.ports])
}
