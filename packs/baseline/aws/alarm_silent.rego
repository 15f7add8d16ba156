# METADATA
# title: Alarm should tell somebody
# description: An alarm without actions changes colour on a page that nobody looks at.
# custom:
#   id: aws-alarm-silent
#   severity: low
#   scope: resource
#   resource_types: [aws_cloudwatch_metric_alarm, aws_cloudwatch_composite_alarm]
#   remediation: Set alarm_actions to a topic that reaches who is on call.
#   controls:
#     nist-800-53-r5: ["SI-4"]
#     soc2: ["CC7.2", "CC7.3"]
#     iso-27001-2022: ["A.8.16"]
package turnpike.baseline.aws.alarm_silent

deny contains {"msg": "no action is set", "path": ["alarm_actions"]} if {
	input.after != null
	not acts
	not part_of_composite
}

acts if {
	some attribute in ["alarm_actions", "ok_actions", "insufficient_data_actions"]
	count(input.after[attribute]) > 0
}

# Alarms that only feed a composite alarm are silent on purpose.
part_of_composite if {
	some composite in turnpike.estate.resources("aws_cloudwatch_composite_alarm")
	contains(composite.attributes.alarm_rule, sprintf("%q", [input.after.alarm_name]))
}
