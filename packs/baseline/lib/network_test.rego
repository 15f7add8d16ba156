package turnpike.baseline.lib.network_test

import data.turnpike.baseline.lib.network

test_internet if {
	every cidr in ["0.0.0.0/0", "::/0", "0.0.0.0/1", "128.0.0.0/1", "2000::/3"] {
		network.internet(cidr)
	}
	every cidr in ["10.0.0.0/8", "192.168.1.0/24", "203.0.113.7/32", "fc00::/7", "2001:db8::/32"] {
		not network.internet(cidr)
	}
}

test_everything if {
	network.everything({"protocol": "-1", "from": 0, "to": 0})
	network.everything({"protocol": "-1", "from": null, "to": null})
	network.everything({"protocol": "tcp", "from": 0, "to": 65535})
	not network.everything({"protocol": "tcp", "from": 0, "to": 0})
	not network.everything({"protocol": "icmp", "from": -1, "to": -1})
}

test_reaches_any if {
	network.reaches_any({"protocol": "tcp", "from": 20, "to": 25}, [22])
	network.reaches_any({"protocol": "6", "from": 22, "to": 22}, [22])
	not network.reaches_any({"protocol": "icmp", "from": -1, "to": -1}, [22])
	not network.reaches_any({"protocol": "tcp", "from": 443, "to": 443}, [22])
}

test_reaches_only if {
	network.reaches_only({"from": 443, "to": 443}, [80, 443])
	not network.reaches_only({"from": 80, "to": 443}, [80, 443])
	not network.reaches_only({"from": 80, "to": 81}, [80, 443])
}

test_prefix_list_entries_are_openings if {
	openings := network.openings("aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_ingress_rule.a", {"ip_protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_ipv4": null}) with turnpike.estate.refs as [{"type": "aws_ec2_managed_prefix_list", "attributes": {"entry": [{"cidr": "0.0.0.0/0"}]}}]
	{opening.cidr | some opening in openings} == {"0.0.0.0/0"}
}
