# METADATA
# title: Ingresses must serve TLS for every host
# description: >-
#   A host without TLS sends what its users type, and their session, in clear text.
# custom:
#   id: k8s-ingress-tls
#   severity: medium
#   scope: resource
#   resource_types: [networking.k8s.io/Ingress]
#   remediation: >-
#     List the host under spec.tls with a secret that holds its certificate.
#   controls:
#     nist-800-53-r5: ["SC-8"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["4.2.1"]
package turnpike.baseline.kubernetes.ingress_tls

covered(host) if {
	some entry in input.after.spec.tls
	some pattern in entry.hosts
	matches(pattern, host)
}

matches(pattern, host) if pattern == host

matches(pattern, host) if {
	startswith(pattern, "*.")
	endswith(host, substring(pattern, 1, -1))
}

# An entry without hosts covers all of them.
covered(_) if {
	some entry in input.after.spec.tls
	not entry.hosts
}

deny contains {
	"msg": sprintf("the host %v is served without TLS", [rule.host]),
	"path": ["spec", "rules", i, "host"],
	"key": rule.host,
} if {
	some i, rule in input.after.spec.rules
	not covered(rule.host)
}
