package layers

level_0[id] := node.weight if some id, node in input.nodes

level_1[id] := total if {
	some id, node in input.nodes
	total := (level_0[id] + sum([level_0[next] | some next in node.next])) % 1000003
}

level_2[id] := total if {
	some id, node in input.nodes
	total := (level_1[id] + sum([level_1[next] | some next in node.next])) % 1000003
}

level_3[id] := total if {
	some id, node in input.nodes
	total := (level_2[id] + sum([level_2[next] | some next in node.next])) % 1000003
}

level_4[id] := total if {
	some id, node in input.nodes
	total := (level_3[id] + sum([level_3[next] | some next in node.next])) % 1000003
}

level_5[id] := total if {
	some id, node in input.nodes
	total := (level_4[id] + sum([level_4[next] | some next in node.next])) % 1000003
}

level_6[id] := total if {
	some id, node in input.nodes
	total := (level_5[id] + sum([level_5[next] | some next in node.next])) % 1000003
}

level_7[id] := total if {
	some id, node in input.nodes
	total := (level_6[id] + sum([level_6[next] | some next in node.next])) % 1000003
}

level_8[id] := total if {
	some id, node in input.nodes
	total := (level_7[id] + sum([level_7[next] | some next in node.next])) % 1000003
}

level_9[id] := total if {
	some id, node in input.nodes
	total := (level_8[id] + sum([level_8[next] | some next in node.next])) % 1000003
}

level_10[id] := total if {
	some id, node in input.nodes
	total := (level_9[id] + sum([level_9[next] | some next in node.next])) % 1000003
}

level_11[id] := total if {
	some id, node in input.nodes
	total := (level_10[id] + sum([level_10[next] | some next in node.next])) % 1000003
}

level_12[id] := total if {
	some id, node in input.nodes
	total := (level_11[id] + sum([level_11[next] | some next in node.next])) % 1000003
}

score(id) := level_12[id] + level_6[id]

heavy contains id if {
	some id, _ in input.nodes
	score(id) > 1000000
}

rank := {id: score(id) | some id in heavy}

result := {"heavy": count(heavy), "sum": sum([s | some s in rank]), "top": max(rank_values)}

rank_values contains s if some s in rank
