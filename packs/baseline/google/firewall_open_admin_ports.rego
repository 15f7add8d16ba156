# METADATA
# title: Firewall rules must not let the internet reach administration ports
# description: >-
#   SSH and RDP open to the internet are found and tried within minutes.
# custom:
#   id: google-firewall-open-admin-ports
#   severity: critical
#   scope: resource
#   resource_types: [google_compute_firewall]
#   remediation: >-
#     Restrict source_ranges to your own, or use Identity-Aware Proxy (35.235.240.0/20) and no
#     public address.
#   controls:
#     nist-800-53-r5: ["AC-17", "SC-7"]
#     soc2: ["CC6.6"]
#     iso-27001-2022: ["A.8.20"]
#     pci-dss-4: ["1.3.1"]
package turnpike.baseline.google.firewall_open_admin_ports

admin_ports := {22, 3389}

covers(allowed, _) if count(allowed.ports) == 0

covers(allowed, port) if {
	some range in allowed.ports
	bounds := split(range, "-")
	to_number(bounds[0]) <= port
	to_number(bounds[count(bounds) - 1]) >= port
}

covers(allowed, _) if lower(allowed.protocol) == "all"

deny contains {
	"msg": sprintf("%v may reach port %d", [source, port]),
	"path": ["allow", i],
	"key": sprintf("%v:%d", [source, port]),
} if {
	input.after.direction == "INGRESS"
	not input.after.disabled == true
	some source in input.after.source_ranges
	source in {"0.0.0.0/0", "::/0"}
	some i, allowed in input.after.allow
	lower(allowed.protocol) in {"all", "tcp", "6"}
	some port in admin_ports
	covers(allowed, port)
}
