# METADATA
# title: Firehose should encrypt what it buffers
# description: Records wait in the delivery stream in clear text until they are delivered.
# custom:
#   id: aws-firehose-encryption
#   severity: low
#   scope: resource
#   resource_types: [aws_kinesis_firehose_delivery_stream]
#   remediation: >-
#     Add server_side_encryption with enabled = true, or encrypt the stream that it reads.
#   controls:
#     nist-800-53-r5: ["SC-28"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["3.5.1"]
package turnpike.baseline.aws.firehose_encryption

deny contains {"msg": "buffered records are not encrypted", "path": ["server_side_encryption"]} if {
	input.after != null
	not encrypted
	not from_a_stream
}

encrypted if {
	some encryption in input.after.server_side_encryption
	encryption.enabled == true
}

# Then the stream's encryption holds.
from_a_stream if count(input.after.kinesis_source_configuration) > 0
