# METADATA
# title: Services must not open to every address of the internet
# description: >-
#   A load balancer without source ranges answers the whole internet, and external addresses let a
#   service take over traffic that was meant for others.
# custom:
#   id: k8s-service-exposed
#   severity: medium
#   scope: resource
#   resource_types: [Service]
#   remediation: >-
#     Put an Ingress or Gateway in front, mark the load balancer internal by the annotation of
#     your cloud, or set loadBalancerSourceRanges. Remove externalIPs.
#   controls:
#     nist-800-53-r5: ["SC-7"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.20"]
#     pci-dss-4: ["1.4.4"]
package turnpike.baseline.kubernetes.service_exposed

# The annotations by which clouds are told that a load balancer is internal.
internal_annotations := {
	"service.beta.kubernetes.io/aws-load-balancer-internal",
	"service.beta.kubernetes.io/aws-load-balancer-scheme",
	"service.beta.kubernetes.io/azure-load-balancer-internal",
	"networking.gke.io/load-balancer-type",
	"cloud.google.com/load-balancer-type",
}

internal if {
	some name, value in input.after.metadata.annotations
	name in internal_annotations
	not value in {"false", "internet-facing", "External"}
}

limited if {
	count(input.after.spec.loadBalancerSourceRanges) > 0
	every range in input.after.spec.loadBalancerSourceRanges {
		not range in {"0.0.0.0/0", "::/0"}
	}
}

deny contains {
	"msg": "the load balancer is open to the internet on every port of the service",
	"path": ["spec", "type"],
	"key": "open",
} if {
	input.after.spec.type == "LoadBalancer"
	not internal
	not limited
}

deny contains {
	"msg": sprintf("the service takes the external address %v", [address]),
	"path": ["spec", "externalIPs", i],
	"key": address,
} if {
	some i, address in input.after.spec.externalIPs
}
