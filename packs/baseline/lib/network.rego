# Who may come in, however it is written: inline ingress of a security group, or a rule resource of its own.
package turnpike.baseline.lib.network

groups := {"aws_security_group", "aws_default_security_group"}

# SSH, Telnet, RPC, SMB, Docker, RDP, VNC, WinRM, the Kubernetes API and kubelet.
admin_ports := [22, 23, 135, 445, 2375, 2376, 3389, 5900, 5985, 5986, 6443, 10250]

# Databases, caches, queues, search and file shares.
data_ports := [
	111, 139, 1433, 1434, 1521, 2049, 2181, 2379, 2380, 3306, 5432, 5439, 5601, 5672, 6379, 7000, 7199, 9042,
	9092, 9094, 9096, 9098, 9200, 9300, 11211, 27017, 27018, 50000,
]

# One entry for each source range of each ingress rule: {"cidr", "protocol", "from", "to", "path", "separate"}.
# `attributes` is a resource before or after the change; `address` resolves prefix lists. `separate` marks what a group
# only has through rule resources: those are judged themselves, since which group they belong to may not be known yet.
openings("aws_security_group_rule", _, attributes) := {opening |
	attributes.type == "ingress"
	some kind in ["cidr_blocks", "ipv6_cidr_blocks"]
	some i, cidr in attributes[kind]
	opening := entry(cidr, attributes.protocol, attributes, [kind, i], false)
}

openings("aws_vpc_security_group_ingress_rule", address, attributes) := ranges | listed if {
	ranges := {opening |
		some kind in ["cidr_ipv4", "cidr_ipv6"]
		attributes[kind] != null
		opening := entry(attributes[kind], attributes.ip_protocol, attributes, [kind], false)
	}
	listed := {opening |
		some list in turnpike.estate.refs(address, ["prefix_list_id"])
		list.type == "aws_ec2_managed_prefix_list"
		some item in list.attributes.entry
		opening := entry(item.cidr, attributes.ip_protocol, attributes, ["prefix_list_id"], false)
	}
}

openings(type, _, attributes) := {opening |
	some i, rule in attributes.ingress
	some kind in ["cidr_blocks", "ipv6_cidr_blocks"]
	some j, cidr in rule[kind]
	opening := entry(cidr, rule.protocol, rule, ["ingress", i, kind, j], object.get(rule, "separate", false))
} if {
	type in groups
}

entry(cidr, protocol, ports, path, separate) := {
	"separate": separate,
	"cidr": cidr,
	"protocol": protocol,
	"from": ports.from_port,
	"to": ports.to_port,
	"path": path,
}

# One entry for each target range of each egress rule, in the same form.
ways_out("aws_security_group_rule", attributes) := {opening |
	attributes.type == "egress"
	some kind in ["cidr_blocks", "ipv6_cidr_blocks"]
	some i, cidr in attributes[kind]
	opening := entry(cidr, attributes.protocol, attributes, [kind, i], false)
}

ways_out("aws_vpc_security_group_egress_rule", attributes) := {opening |
	some kind in ["cidr_ipv4", "cidr_ipv6"]
	attributes[kind] != null
	opening := entry(attributes[kind], attributes.ip_protocol, attributes, [kind], false)
}

ways_out(type, attributes) := {opening |
	some i, rule in attributes.egress
	some kind in ["cidr_blocks", "ipv6_cidr_blocks"]
	some j, cidr in rule[kind]
	opening := entry(cidr, rule.protocol, rule, ["egress", i, kind, j], object.get(rule, "separate", false))
} if {
	type in groups
}

# A range counts as the internet when it is wider than any private range: 10.0.0.0/8, fc00::/7.
internet(cidr) if {
	contains(cidr, ".")
	to_number(split(cidr, "/")[1]) < 8
}

internet(cidr) if {
	contains(cidr, ":")
	to_number(split(cidr, "/")[1]) < 7
}

# Every protocol, or every port of one.
everything(opening) if lower(opening.protocol) in {"-1", "all"}

everything(opening) if {
	has_ports(opening)
	opening.from <= 1
	opening.to >= 65535
}

has_ports(opening) if lower(opening.protocol) in {"tcp", "udp", "6", "17"}

# Some port of the list lies in the range. TCP and UDP alike: what listens on an administration or database port is
# not for the internet on either.
reaches_any(opening, ports) if {
	has_ports(opening)
	some port in ports
	opening.from <= port
	opening.to >= port
}

# Nothing but ports of the list lies in the range.
reaches_only(opening, ports) if {
	opening.to - opening.from < 64
	every port in numbers.range(opening.from, opening.to) {
		port in ports
	}
}

text(opening) := sprintf("port %v", [opening.from]) if opening.from == opening.to

text(opening) := sprintf("ports %v to %v", [opening.from, opening.to]) if opening.from != opening.to

# The same, with the first of the ports that matter named.
text_among(opening, _) := sprintf("port %v", [opening.from]) if opening.from == opening.to

text_among(opening, ports) := sprintf("ports %v to %v, %v among them", [opening.from, opening.to, first]) if {
	opening.from != opening.to
	first := min({port |
		some port in ports
		reaches_any(opening, [port])
	})
}

# Tells several openings of one resource apart, whatever their order.
key(opening) := sprintf("%v:%v:%v-%v", [opening.cidr, opening.protocol, opening.from, opening.to])
