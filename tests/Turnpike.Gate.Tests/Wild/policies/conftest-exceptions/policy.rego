package main

deny_run_as_root[msg] {
  input.kind == "Deployment"
  not input.spec.template.spec.securityContext.runAsNonRoot
  msg := "containers run as root"
}

violation_labels[{"msg": "no labels"}] { not input.metadata.labels }

deny[msg] { input.metadata.name == "no-suffix"; msg := "bare" }

exception[rules] {
  input.kind == "Deployment"
  input.metadata.name == "can-run-as-root"
  rules := ["run_as_root", "labels"]
}

exception[rules] { input.metadata.name == "no-suffix"; rules := [""] }
