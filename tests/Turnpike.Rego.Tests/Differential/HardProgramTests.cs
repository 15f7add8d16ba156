using Turnpike.Rego.Builtins;
using Turnpike.Rego.Evaluation;
using Turnpike.Rego.Parsing;
using Turnpike.Rego.Tests.Plain;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Rego.Tests.Differential;

/// <summary>
/// Programs in which an unknown stands for several values, or several expressions for one, judged as random programs are:
/// what is answered must be what every completion of <c>input.u</c> and <c>input.v</c> answers.
/// </summary>
public class HardProgramTests
{
    private static readonly string[] s_values =
    [
        "null", "false", "true", "0", "1", "2", "\"\"", "\"a\"", "\"b\"", "[]", "[1]", "[1, 2]", "[1, 1]", "[\"a\", \"b\"]", "{}", "{\"a\": 1}",
        "{\"a\": 1, \"b\": 2}", "[{\"k\": 1}, {\"k\": 2}]", "[[1], [2]]", "{\"k\": [1, 2]}", "[false, true]",
    ];

    [Theory]

    // Each iteration of an unknown gives another value.
    [InlineData("deny contains 1 if { some x in input.u; some y in input.u; x != y }")]
    [InlineData("deny contains 1 if { some x in input.u; some y in input.u; count({x, y}) == 2 }")]
    [InlineData("deny contains 1 if { some x in input.u; some y in input.u; not x == y }")]
    [InlineData("deny contains 1 if { some x in input.u; some y in input.u; count({x.k, y.k}) == 2 }")]
    [InlineData("deny contains 1 if { some x in input.u; some y in input.u; {x} != {y} }")]
    [InlineData("deny contains 1 if { some x in input.u; some y in input.u; {\"k\": x} != {\"k\": y} }")]
    [InlineData("deny contains 1 if { some x in input.u; some y in input.u; count({x: 1, y: 1}) == 2 }")]
    [InlineData("deny contains 1 if { some x in input.u; some y in input.u; count({x} | {y}) == 2 }")]
    [InlineData("deny contains 1 if { some x in input.u; s := {x} | {y | some y in input.u}; count(s) > 1 }")]
    [InlineData("deny contains 1 if { some x in input.u; s := {y | some y in input.u} - {x}; count(s) > 0 }")]
    [InlineData("deny contains 1 if { some x in input.u; some y in input.u; count({x} - {y}) > 0 }")]
    [InlineData("deny contains 1 if { some x in input.u; some y in input.u; count({x} & {y}) == 0 }")]
    [InlineData("deny contains 1 if { s := {x | some x in input.u}; some a in s; some b in s; a != b }")]
    [InlineData("deny contains 1 if { s := {x | some x in input.u}; some a in s; some b in s; count({a, b}) == 2 }")]
    [InlineData("deny contains 1 if { s := {y | some x in input.u; y := x + 1}; some a in s; some b in s; a != b }")]
    [InlineData("deny contains 1 if { s := [y | some x in input.u; y := x + 1]; some a in s; some b in s; a != b }")]
    [InlineData("deny contains 1 if { s := [y | some x in input.u; y := sprintf(\"%v\", [x])]; some a in s; some b in s; a != b }")]
    [InlineData("deny contains 1 if { some a in s; some b in s; a != b }\ns contains y if { some x in input.u; y := x + 1 }")]
    [InlineData("deny contains 1 if { s := {k: v | some k, x in input.u; v := x + 1}; some a in s; some b in s; a != b }")]
    [InlineData("deny contains 1 if { some a, _ in s; some b, _ in s; a != b }\ns[k] := 1 if some k in input.u")]
    [InlineData("deny contains 1 if { some x in input.u; some y in input.u; f(x) != f(y) }\nf(x) := z if { y := x + 1; z := y * 2 }")]
    [InlineData("deny contains 1 if { s := {x | some x in input.u}; some a in s; some b in s; f(a) != f(b) }\nf(x) := z if { some y in [x]; z := y + 2 }")]
    [InlineData("deny contains 1 if { s := [{\"v\": y} | some x in input.u; y := x + 1]; some a in s; some b in s; a.v != b.v }")]
    [InlineData("deny contains 1 if { s := [x | some x in input.u]; s[0] != s[1] }")]
    [InlineData("deny contains 1 if { s := [y | some x in input.u; y := x + 1]; s[0] != s[1] }")]
    [InlineData("deny contains 1 if { [a, b] = [y | some x in input.u; y := x + 1]; a != b }")]
    [InlineData("deny contains 1 if { s := [y | some x in input.u; y := x + 1]; count({z | some z in s}) == 2 }")]
    [InlineData("deny contains 1 if { s := {[i, y] | some i, x in input.u; y := x + 1}; count({y | some [_, y] in s}) == 2 }")]
    [InlineData("deny contains 1 if { walk(input.u, [p, x]); walk(input.u, [q, y]); is_number(x); is_number(y); x != y }")]
    [InlineData("deny contains 1 if { walk(input.u, [p, x]); walk(input.u, [q, y]); count({p, q}) == 2; x == y; x == 1 }")]
    [InlineData("deny contains 1 if { some i; input.u[i] == 1; some j; input.u[j] == 2; i != j }")]
    [InlineData("deny contains 1 if { some i; input.u[i] == 1; some j; input.u[j] == 2; count({i, j}) == 2 }")]
    [InlineData("deny contains 1 if { some i, x in input.u; some j, y in input.u; i != j; x == y }")]
    [InlineData("deny contains x if { some x in input.u; some y in input.n; x == y }")]
    [InlineData("deny contains 1 if count({x | some x in input.u; x == 1}) == 1")]
    [InlineData("deny contains 1 if count([x | some x in input.u; x == 1]) == 2")]
    [InlineData("deny contains 1 if { every x in input.u { every y in input.u { x == y } } }")]
    [InlineData("deny contains 1 if { every x in {z | some y in input.u; z := y + 1} { x == 2 } }")]
    [InlineData("deny contains 1 if { s := {z | some y in input.u; z := y + 1}; every a in s { every b in s { a == b } } }")]
    [InlineData("deny contains 1 if { s := {z | some y in input.u; z := y + 1}; not differ(s) }\ndiffer(s) if { some a in s; some b in s; a != b }")]

    [InlineData("deny contains 1 if count({i | some i, _ in [x | some x in [1, 2]; x != input.u]}) == 2")]
    [InlineData("deny contains 1 if { o := {k: v | some x in input.u; k := x; v := x + 1}; o[1] != o[2] }")]
    [InlineData("deny contains 1 if { o := {k: v | some k, x in input.u; v := sprintf(\"%v\", [x])}; o.a != o.b }")]
    [InlineData("deny contains 1 if { s := [x | some x in input.u]; count({s[0], s[1]}) == 2 }")]
    [InlineData("deny contains 1 if { s := {x | some x in input.u}; t := {x | some x in input.u}; s == t }")]
    [InlineData("deny contains 1 if { s := {x | some x in input.u}; t := {x | some x in input.u}; s != t }")]
    [InlineData("deny contains 1 if { s := {x | some x in input.u}; t := {x | some x in input.u}; count(s - t) > 0 }")]
    [InlineData("deny contains 1 if { s := {x | some x in input.u}; count(s & {1}) == 1 }")]
    [InlineData("deny contains 1 if { p[i] != p[j]; i != j }\np[k] := x + 1 if some k, x in input.u")]
    [InlineData("deny contains 1 if { p.a.v != p.b.v }\np[k].v := x + 1 if some k, x in input.u")]
    [InlineData("deny contains 1 if count(p) == 2\np contains [x, input.v] if some x in input.u")]
    [InlineData("deny contains 1 if { some [a, c] in p; some [b, d] in p; a != b; c == d }\np contains [x, input.v] if some x in input.u")]
    [InlineData("deny contains 1 if { x := [y | some y in input.u]; z := [y | some y in input.u]; x == z }")]
    [InlineData("deny contains 1 if { x := [y | some y in input.u]; not x == [y | some y in input.u] }")]
    [InlineData("deny contains 1 if { x := p; y := p; x != y }\np := z if { some x in input.u; z := x + 1 }")]
    [InlineData("deny contains 1 if { x := g(1); y := g(2); x != y }\ng(i) := z if { input.u[i]; z := input.u[i] + 1 }")]
    [InlineData("deny contains 1 if { some x in input.u; y := [x]; some z in y; z != x }")]
    [InlineData("deny contains 1 if { some x in input.u; not g(x) }\ng(x) if { x == 1 }")]
    [InlineData("deny contains 1 if { every x in input.u { g(x) } }\ng(x) if { x == 1 }")]
    [InlineData("deny contains 1 if { c := count([x | some x in input.u; g(x)]); d := count([x | some x in input.u; not g(x)]); c == d }\ng(x) if { x == 1 }")]

    [InlineData("deny contains 1 if count([k | some k, _ in {input.u: 1, \"a\": 1}]) == 2")]
    [InlineData("deny contains 1 if count([k | some k, _ in {k: 1 | some k in [input.u, input.v]}]) == 2")]
    [InlineData("deny contains 1 if count([1 | some _ in p]) == 2\np[x] := 1 if x := input.u\np.a := 1")]
    [InlineData("deny contains 1 if count([1 | walk({input.u: 1, \"a\": 1}, [_, 1])]) == 2")]
    [InlineData("deny contains 1 if { input.u == 1; x := data.p.r; x.q }\nr.q := 1\nr.q := 2 if input.n")]
    [InlineData("deny contains 1 if { input.u == 1; not data.p.r.q }\nr.q := 1\nr.q := 2 if input.n")]
    [InlineData("deny contains 1 if { input.u == 1; count([1 | some x in data.p.r]) > 5 }\nr.q := 1\nr.q := 2 if input.n")]

    [InlineData("deny contains 1 if { some i, x in [y | some y in [1, 2]; y != input.u]; x == 2; i == 0 }")]

    [InlineData("deny contains 1 if { o := {k: v | some [k, v] in [[\"a\", 1], [\"a\", 2]]; input.u == v}; o.a == 1 }")]

    [InlineData("deny contains 1 if { x := p; x.a.b == 1 }\np[x].b := 1 if x := input.u\np.a.c := 1")]
    [InlineData("deny contains 1 if { x := p; x.a.b == 2 }\np[x] := 1 if { x := \"a\"; input.u == 1 }\np[x][y] := 2 if { x := \"a\"; y := \"b\"; input.v == 1 }")]

    // Objects with open keys and members.
    [InlineData("deny contains 1 if { o := {k: v | some [k, v, c] in [[input.u, 1, input.v], [\"a\", 2, true]]; c}; o[input.u] == 2 }")]
    [InlineData("deny contains 1 if { o := {k: v | some [k, v, c] in [[input.u, 1, input.v], [\"a\", 2, true]]; c}; o.a == 2 }")]
    [InlineData("deny contains 1 if { o := {k: v | some [k, v] in [[input.u, 1], [input.v, 1]]}; count(o) == 1 }")]
    [InlineData("deny contains 1 if { o := {k: v | some [k, v] in [[input.u, 1], [input.v, 1]]}; count(o) == 2 }")]
    [InlineData("deny contains 1 if { o := {\"a\": input.u, \"a\": 1}; o.a == 1 }")]
    [InlineData("deny contains 1 if { o := {input.u: 1}; o.a == 1 }")]
    [InlineData("deny contains 1 if { o := {input.u: 1}; not o.a }")]
    [InlineData("deny contains 1 if object.get({\"a\": 1, \"b\": 2}, input.u, 3) == 3")]
    [InlineData("deny contains 1 if object.get(input.u, \"a\", 1) == 1")]
    [InlineData("deny contains 1 if object.get({\"x\": input.u}, [\"x\", \"a\"], 1) == 1")]
    [InlineData("deny contains 1 if object.union(input.u, {\"a\": 1}).a == 1")]
    [InlineData("deny contains 1 if object.union({\"a\": input.u}, {\"a\": {\"b\": 1}}).a.b == 1")]
    [InlineData("deny contains 1 if { o := object.remove({\"a\": input.u, \"b\": 1}, [\"b\"]); o == {\"a\": 1} }")]
    [InlineData("deny contains 1 if object.keys({\"a\": input.u}) == {\"a\"}")]
    [InlineData("deny contains 1 if count({input.u, input.v}) == 1")]
    [InlineData("deny contains 1 if count({input.u, input.v, 1}) == 2")]
    [InlineData("deny contains 1 if { s := {input.u, input.v}; count([x | some x in s]) == 2 }")]
    [InlineData("deny contains 1 if { s := {input.u, 1}; t := {1, input.u}; s == t }")]
    [InlineData("deny contains 1 if { {input.u, 1} == {input.v, 1} }")]
    [InlineData("deny contains 1 if { {input.u, 1} - {input.v} == {1} }")]
    [InlineData("deny contains 1 if { {1, 2} & {input.u, input.v} == {1, 2} }")]
    [InlineData("deny contains 1 if { union({{input.u}, {1}}) == {1} }")]
    [InlineData("deny contains 1 if { intersection({{input.u, 1}, {1, 2}}) == {1} }")]
    [InlineData("deny contains 1 if { max([input.u, 1]) == 1 }")]
    [InlineData("deny contains 1 if { sort([input.u, 1]) == [1, 2] }")]
    [InlineData("deny contains 1 if { sum([1 | some x in input.u]) == 2 }")]
    [InlineData("deny contains 1 if { concat(\",\", {x | some x in [\"a\", \"b\"]; x == input.u}) == \"a\" }")]
    [InlineData("deny contains 1 if { json.marshal({\"a\": input.u}) == \"{\\\"a\\\":1}\" }")]
    [InlineData("deny contains 1 if { array.concat([input.u], [1])[1] == 1 }")]
    [InlineData("deny contains 1 if { array.slice([input.u, 1, 2], 1, 2) == [1] }")]
    [InlineData("deny contains 1 if { array.reverse([input.u, 1]) == [1, 1] }")]
    [InlineData("deny contains 1 if { json.filter({\"a\": input.u, \"b\": 1}, [\"a\"]) == {\"a\": 1} }")]
    [InlineData("deny contains 1 if { numbers.range(1, 2)[0] == input.u }")]

    // What is total only for the right kinds.
    [InlineData("deny contains m if m := sprintf(input.u, [1])")]
    [InlineData("deny contains m if m := sprintf(\"%v\", input.u)")]
    [InlineData("deny contains 1 if not sprintf(input.u, [1])")]
    [InlineData("deny contains 1 if not sprintf(\"%d\", [input.u])")]
    [InlineData("deny contains 1 if { x := indexof(\"abc\", sprintf(\"%v\", [input.u])); x < 0 }")]
    [InlineData("deny contains 1 if { x := indexof(\"abc\", sprintf(\"%v\", [input.u])) }")]
    [InlineData("deny contains 1 if { x := split(sprintf(\"%v\", [input.u]), \"\") ; count(x) >= 0 }")]
    [InlineData("deny contains 1 if { x := 1 / count(input.u) }")]
    [InlineData("deny contains 1 if { x := 4 % count([y | some y in input.u]) }")]
    [InlineData("deny contains 1 if { x := to_number(sprintf(\"%v\", [input.u])) }")]
    [InlineData("deny contains 1 if { regex.match(sprintf(\"%v\", [input.u]), \"a\") }")]
    [InlineData("deny contains 1 if { x := json.marshal(input.u) }")]
    [InlineData("deny contains 1 if { x := type_name(input.u); x != \"set\" }")]
    [InlineData("deny contains 1 if { x := numbers.range(count([y | some y in input.u]), 1); count(x) > 0 }")]
    [InlineData("deny contains 1 if { x := substring(\"abc\", count([y | some y in input.u]) - 1, 1) }")]
    [InlineData("deny contains 1 if { x := base64.decode(sprintf(\"%v\", [input.u])) }")]
    [InlineData("deny contains 1 if { x := format_int(count([y | some y in input.u]), 10); x == \"0\" }")]
    [InlineData("deny contains 1 if { x := abs(count({y | some y in input.u})) }")]

    // Rules, functions, else and default.
    [InlineData("deny contains 1 if p == 2\np := 1 if input.u == 1\nelse := 2 if input.v == 1\nelse := 2")]
    [InlineData("deny contains 1 if p\np if input.u == 1\np := false if input.u == 2")]
    [InlineData("deny contains 1 if not p\np if input.u == 1\np := false if input.u == 2")]
    [InlineData("deny contains 1 if not p\ndefault p := false\np if input.u == 1")]
    [InlineData("deny contains x if x := f(input.u)\nf(1) := \"a\"\nf(2) := \"b\"\ndefault f(_) := \"c\"")]
    [InlineData("deny contains 1 if f(input.u) == f(input.u)\nf(x) := y if { some y in [x]; y != 1 }")]
    [InlineData("deny contains 1 if f(input.u) != f(input.v)\nf(x) := y if { some z in [x]; y := z + 1 }")]
    [InlineData("deny contains 1 if { some k; p[k] == 2 }\np[x] := 2 if x := input.u\np[\"a\"] := 2")]
    [InlineData("deny contains 1 if p.a == 1\np[x] := 1 if x := input.u")]
    [InlineData("deny contains 1 if not p.a\np[x] := 1 if x := input.u")]
    [InlineData("deny contains 1 if not p[1]\np contains x if x := input.u")]
    [InlineData("deny contains 1 if p[1]\np contains x if x := input.u\np contains input.v")]
    [InlineData("deny contains 1 if p == {1}\np contains x if x := input.u\np contains input.v")]
    [InlineData("deny contains 1 if p.a.b == 1\np[x].b := 1 if x := input.u\np.a.c := 1")]
    [InlineData("deny contains 1 if count(p.a) == 1\np[x][y] := 1 if { x := input.u; y := input.v }\np.a.c := 1")]
    [InlineData("deny contains 1 if p.a.b == 2\np[x] := 1 if { x := \"a\"; input.u == 1 }\np[x][y] := 2 if { x := \"a\"; y := \"b\" }")]
    [InlineData("deny contains 1 if q with input.u as 1\nq if { input.u == 1; input.v == 1 }")]
    [InlineData("deny contains 1 if q with input.u.a as 1\nq if input.u.a == 1")]
    [InlineData("deny contains 1 if q with input.u.a as 1\nq if count(input.u) == 1")]
    [InlineData("deny contains 1 if not q with input.u.a as 1\nq if input.u.b")]
    [InlineData("deny contains 1 if { x := q with input.v as input.u; x == input.u }\nq := input.v")]
    [InlineData("deny contains 1 if f(1) with f as input.u\nf(x) := x")]
    [InlineData("deny contains 1 if { some i; i < 2; input.n[i] == input.u }")]
    [InlineData("deny contains 1 if { input.n[input.u] == 2 }")]
    [InlineData("deny contains 1 if { not input.n[input.u] }")]
    [InlineData("deny contains 1 if { input.n[input.u] == input.n[input.v] }")]
    [InlineData("deny contains 1 if { x := input.n[input.u]; y := input.n[input.u]; x != y }")]
    [InlineData("deny contains 1 if { {\"a\": 1, \"b\": 2}[input.u] != {\"a\": 1, \"b\": 2}[input.u] }")]
    [InlineData("deny contains 1 if { x := {1, 2, 3}[input.u]; x > 1 }")]
    [InlineData("deny contains 1 if { some x in {1, 2, input.u}; some y in {1, 2, input.u}; x != y; {x, y} == {1, 2} }")]
    [InlineData("deny contains 1 if { input.u < input.v; input.v < input.u }")]
    [InlineData("deny contains 1 if input.u <= null")]
    [InlineData("deny contains 1 if input.u < null")]
    [InlineData("deny contains 1 if [input.u] <= [null]")]
    [InlineData("deny contains 1 if [input.u, 1] < [input.u, 2]")]
    [InlineData("deny contains 1 if {input.u} < {null}")]
    [InlineData("deny contains 1 if {\"a\": input.u} < {\"a\": null}")]
    [InlineData("deny contains 1 if input.u.a.b.c == input.u.a.b.c")]
    [InlineData("deny contains 1 if not input.u.a == input.u.a")]
    [InlineData("deny contains 1 if input.u == [input.u]")]
    [InlineData("deny contains 1 if { is_number(input.u); is_string(input.u) }")]
    [InlineData("deny contains 1 if not is_boolean(input.u) == false")]
    [InlineData("deny contains 1 if 1 in [x | some x in [1, 2]; x != input.u]")]
    [InlineData("deny contains 1 if { 0, 1 in [x | some x in [1, 2]; x != input.u] }")]
    [InlineData("deny contains 1 if { [x | some x in [1, 2]; x != input.u] == [1, 2] }")]
    [InlineData("deny contains 1 if { [x | some x in [1, 2]; x != input.u][1] == 2 }")]
    [InlineData("deny contains 1 if { some x in [1, 2]; x == input.u; not x == input.v }")]
    public void What_is_answered_holds_for_every_completion(string rules)
    {
        var diagnostics = new DiagnosticBag();
        var module = RegoParser.ParseModule(SourceText.From("p.rego", "package p\n" + rules), new RegoParserOptions(), diagnostics);
        var program = module is null ? null : RegoCompiler.Compile([module], RegoCompilerOptions.Default with { ChecksTypes = false }, diagnostics);
        Assert.True(program is not null, string.Join('\n', diagnostics));
        var open = Input(new UnknownValue("u", UnknownOrigin.Reference), new UnknownValue("v", UnknownOrigin.Reference));
        var members = program.Prepare("data.p.deny", diagnostics)!.EvaluateSet(new EvaluationRequest { Input = open });
        var verdict = members.Error is not null ? "error" : members.Any(m => m.Certainty == Certainty.Definite) ? "fail" : members.Count == 0 ? "pass" : "unknown";

        foreach (var u in s_values)
        {
            foreach (var v in rules.Contains("input.v", StringComparison.Ordinal) ? s_values : s_values[..1])
            {
                if (Plain(module!, Input(Read(u), Read(v))) is not { } answer)
                {
                    continue;
                }

                var isAnswered = verdict == "unknown" || verdict == (answer.Count > 0 ? "fail" : "pass");
                Assert.True(isAnswered, $"{verdict} {members.Error}, and yet u = {u}, v = {v} gives {answer}");
                Assert.All(members.Where(m => m.Certainty == Certainty.Definite && m.Member.IsGround), m => Assert.True(answer.Contains(m.Member), $"{m.Member} is definite, and u = {u}, v = {v} lacks it"));
            }
        }
    }

    private static ObjectValue Input(Value u, Value v) => Value.Object(("u", u), ("v", v), ("n", Value.Array(Value.Of(1), Value.Of(2))));

    private static Value Read(string json) => JsonReader.Read(SourceText.From("json", json), [])!;

    private static SetValue? Plain(Rego.Syntax.RegoModule module, Value input)
    {
        try
        {
            return (SetValue)new PlainEvaluator([module], BuiltinRegistry.Default).Evaluate(["p", "deny"], input, ObjectValue.Empty)!;
        }
        catch (PlainError)
        {
            return null;
        }
    }
}
