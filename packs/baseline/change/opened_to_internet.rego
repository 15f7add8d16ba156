# METADATA
# title: Change opens to the internet what was closed
# description: >-
#   A port, a database or an API that was private until now becomes reachable from everywhere with
#   this change.
# custom:
#   id: change-opened-to-internet
#   severity: high
#   scope: resource
#   resource_types:
#     - aws_security_group
#     - aws_default_security_group
#     - aws_security_group_rule
#     - aws_vpc_security_group_ingress_rule
#     - aws_db_instance
#     - aws_rds_cluster_instance
#     - aws_neptune_cluster_instance
#     - aws_redshift_cluster
#     - aws_redshiftserverless_workgroup
#     - aws_dms_replication_instance
#     - aws_mq_broker
#     - aws_eks_cluster
#     - aws_lb
#     - aws_alb
#     - aws_s3_bucket_public_access_block
#   remediation: >-
#     Take the change back, or have who owns the data agree to it and put what guards it
#     (authentication, a WAF, known ranges) in place first.
#   controls:
#     nist-800-53-r5: ["AC-4", "CM-3", "SC-7"]
#     soc2: ["CC6.6", "CC8.1"]
#     iso-27001-2022: ["A.8.20", "A.8.32"]
#     pci-dss-4: ["1.2.2", "1.3.1"]
package turnpike.baseline.change.opened_to_internet

import data.turnpike.baseline.lib.network
import data.turnpike.baseline.lib.s3
import data.turnpike.baseline.lib.satellites

deny contains {"msg": msg, "path": opening.path, "key": network.key(opening)} if {
	input.before != null
	some opening in network.openings(input.type, input.address, input.after)
	network.internet(opening.cidr)
	reachable(opening)
	not was_open(opening)
	satellites.judged
	msg := sprintf("%v may reach %v from now on", [opening.cidr, network.text(opening)])
}

reachable(opening) if network.has_ports(opening)

reachable(opening) if network.everything(opening)

was_open(opening) if {
	some before in network.openings(input.type, input.address, input.before)
	network.internet(before.cidr)
	contains(before.cidr, ":") == contains(opening.cidr, ":")
	covers(before, opening)
}

covers(before, _) if network.everything(before)

covers(before, opening) if {
	before.protocol == opening.protocol
	before.from <= opening.from
	before.to >= opening.to
}

deny contains {"msg": "the database becomes publicly accessible", "path": ["publicly_accessible"], "key": "publicly_accessible"} if {
	input.before.publicly_accessible == false
	input.after.publicly_accessible == true
}

deny contains {"msg": "the load balancer moves to the internet", "path": ["internal"], "key": "internal"} if {
	input.before.internal == true
	input.after.internal == false
}

deny contains {"msg": "the API endpoint becomes public", "path": ["vpc_config", i], "key": "endpoint"} if {
	some config in input.before.vpc_config
	not open_to_everyone(config)
	some i, after in input.after.vpc_config
	open_to_everyone(after)
}

open_to_everyone(config) if {
	config.endpoint_public_access == true
	some cidr in config.public_access_cidrs
	network.internet(cidr)
}

deny contains {"msg": msg, "path": [], "key": "public_access_block"} if {
	input.type == "aws_s3_bucket_public_access_block"
	loosened := {switch |
		some switch in s3.switches
		input.before[switch] == true
		input.after[switch] == false
	}
	count(loosened) > 0
	msg := sprintf("switched off: %v", [loosened])
}
