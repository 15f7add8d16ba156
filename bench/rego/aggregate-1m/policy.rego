package aggregate

result := {
	"sum": sum(input.numbers),
	"max": max(input.numbers),
	"count": count(input.numbers),
	"even": count([n | some n in input.numbers; n % 2 == 0]),
	"large": sum([(n * 2) | some n in input.numbers; n > 900000]),
}
