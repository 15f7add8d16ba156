package turnpike.baseline.lib.tags_test

import data.turnpike.baseline.lib.tags

test_has_ignores_case_and_separators if {
	tags.has({"CostCentre": "1"}, ["cost-centre"])
	tags.has({"cost_centre": "1"}, ["cost-centre"])
	not tags.has({"cost-centre": ""}, ["cost-centre"])
	not tags.has({}, ["cost-centre"])
}

test_ephemeral if {
	tags.ephemeral({"tags_all": {"Environment": "review-4711"}})
	tags.ephemeral({"tags_all": {"ttl": "72h"}})
	not tags.ephemeral({"tags_all": {"environment": "prod"}})
	not tags.ephemeral({"tags_all": {}})
}
