package strings_bench

parsed contains entry if {
	some line in input.lines
	parts := regex.find_all_string_submatch_n(`^(\S+) - (\S+) \[([^\]]+)\] "(\w+) (\S+) [^"]+" (\d{3}) (\d+)$`, line, 1)
	entry := {"ip": parts[0][1], "user": parts[0][2], "path": parts[0][5], "status": to_number(parts[0][6])}
}

errors contains sprintf("%s %s %d", [entry.user, lower(entry.path), entry.status]) if {
	some entry in parsed
	entry.status >= 500
}

suspicious contains entry.path if {
	some entry in parsed
	regex.match(`(\.\./|//|/_)`, entry.path)
}

segments := count({segment |
	some entry in parsed
	some segment in split(trim_left(entry.path, "/"), "/")
	not startswith(segment, "_")
})

result := {
	"errors": count(errors),
	"suspicious": count(suspicious),
	"segments": segments,
	"longest": max({count(entry.path) | some entry in parsed}),
	"upper": count(concat(",", [upper(replace(path, "-", "_")) | some path in suspicious])),
}
