package main

import data.library.v1.kubernetes.admission.workload.v1 as workload

deny[decision] {
    reason := workload.registries_allowlisted[_] with data.library.parameters as {"allowlist": {"registry.example.com", "localhost"}}
    decision := {"msg": reason, "severity": "critical"}
}

warn[reason] {
    workload.probes_are_set[reason]
}
