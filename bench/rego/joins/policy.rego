package joins

team_by_id := {team.id: team | some team in input.teams}

owned contains {"service": service.id, "lead": team_by_id[service.owner].lead} if {
	some service in input.services
}

# The same join written as two loops: an engine with an index need not try every pair.
pairs := count({service.id |
	some service in input.services
	some team in input.teams
	team.id == service.owner
	team.area == "area-7"
})

by_area[area] := {team.id |
	some team in input.teams
	team.area == area
} if {
	some area in {team.area | some team in input.teams}
}

result := {"owned": count(owned), "pairs": pairs, "areas": {area: count(ids) | some area, ids in by_area}}
