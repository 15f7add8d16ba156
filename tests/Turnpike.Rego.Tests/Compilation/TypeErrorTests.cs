using Turnpike.Rego.Parsing;
using Turnpike.Rego.Tests.Evaluation;
using Turnpike.Rego.Types;
using Turnpike.Text;
using Turnpike.Values.Json;

namespace Turnpike.Rego.Tests.Compilation;

/// <summary>Type errors where OPA reports them, and none where it does not.</summary>
public class TypeErrorTests
{
    [Theory]
    [InlineData("p if lower(1)", "lower: invalid argument(s)")]
    [InlineData("p if { x := 1; lower(x) }", "lower: invalid argument(s)")]
    [InlineData("p := 1 + \"a\"", "plus: invalid argument(s)")]
    [InlineData("p := {1} + {2}", "plus: invalid argument(s)")]
    [InlineData("p := count(lower(input.x), y) if y := 1", "count: arity mismatch: has 2 argument(s), wants 1")]
    [InlineData("p := lower(upper(1))", "upper: invalid argument(s)")]
    [InlineData("p := upper(count([]))", "upper: invalid argument(s)")]
    [InlineData("p if { x := [y | y := lower(1)]; count(x) > 0 }", "lower: invalid argument(s)")]
    [InlineData("p := concat(\",\", [1, 2])", "concat: invalid argument(s)")]
    [InlineData("p := [lower(x) | some x in [1, 2]]", "lower: invalid argument(s)")]
    [InlineData("p if { x = 1; x = \"a\" }", "match error")]
    [InlineData("p if 1 = \"a\"", "match error")]
    [InlineData("p if [1, 2] = [x, y, z]", "match error")]
    [InlineData("p if { {\"a\": x} = {\"b\": 1}; x > 0 }", "match error")]
    [InlineData("p if {1} = {\"a\"}", "match error")]
    [InlineData("p if plus(1, 2, \"3\")", "plus: invalid argument(s)")]
    [InlineData("q := {\"a\": 1}\np := q.b", "undefined ref: q.b")]
    [InlineData("q := {\"a\": {\"b\": 1}}\np := data.t.q.a.c", "undefined ref: data.t.q.a.c")]
    [InlineData("q := 1\np := q.b", "undefined ref: q.b")]
    [InlineData("q := 1\np if some x in q", "undefined ref: q")]
    [InlineData("q := [1, 2]\np := q.b", "undefined ref: q.b")]
    [InlineData("q := [1, 2]\np := q[5]", "undefined ref: q[5]")]
    [InlineData("q contains \"a\"\np if q[1]", "undefined ref: q[1]")]
    [InlineData("q contains 1\np if { some x in q; lower(x) }", "lower: invalid argument(s)")]
    [InlineData("q[x] := 1 if x := \"a\"\np if lower(q.a)", "lower: invalid argument(s)")]
    [InlineData("q[x] := 1 if x := \"a\"\np := q[1]", "undefined ref: q[1]")]
    [InlineData("f(x) := lower(x)\np := f(1)", "data.t.f: invalid argument(s)")]
    [InlineData("f(\"a\") := 1\np := f(1)", "data.t.f: invalid argument(s)")]
    [InlineData("f(x) := x + 1\np := lower(f(1))", "lower: invalid argument(s)")]
    [InlineData("f([a, b]) := a + b\np := f([1, 2, 3])", "data.t.f: invalid argument(s)")]
    [InlineData("p := x if { every y in [1] { y.z.q } ; x := q.b }\nq := {\"a\": 1}", "undefined ref: q.b")]
    [InlineData("p if every y in [1] { q.b == y }\nq := {\"a\": 1}", "undefined ref: q.b")]
    [InlineData("p := { k: v | some k, v in [1]; lower(k) }", "lower: invalid argument(s)")]
    [InlineData("p if \"a\" in 1", null)]
    [InlineData("p if { x := 1; x == \"a\" }", null)]
    [InlineData("p if 1 < \"a\"", null)]
    [InlineData("p if every y in [1] { lower(y) }", null)]
    [InlineData("f(x) := lower(x) if is_string(x)\nf(x) := x if is_number(x)\np := f(1)", null)]
    [InlineData("f(1) := 1\nf(\"a\") := 2\np := f(1)", null)]
    [InlineData("q := x if x := 1\nelse := \"a\" if true\np := lower(q)", null)]
    [InlineData("default q := 1\nq := \"a\" if input.x\np := lower(q)", null)]
    [InlineData("q := {\"a\": 1} if input.x\nelse := {\"b\": 2}\np := [q.a, q.b]", null)]
    [InlineData("p := data.base.x.y", null)]
    [InlineData("p := [] = input.x", "unexpected")]
    [InlineData("p if { x := []; x[0] == 1 }", null)]
    [InlineData("p if { x := {}; x.a == 1 }", null)]
    [InlineData("p if { set() = {\"a\"} }", null)]
    [InlineData("p if { [] = [1] }", null)]
    [InlineData("p if { x := json.unmarshal(input.a); lower(x.b) }", null)]
    [InlineData("p if { x := object.get(input, \"a\", {}); lower(x.b) }", null)]
    [InlineData("p.a := 1\np.b.c := 2\nq := p.b.c", null)]
    [InlineData("p.a := 1\nq := p[x] if x := \"b\"", null)]
    [InlineData("p if { walk(input, [path, value]); value == path }", null)]
    [InlineData("p := [x | walk(input, [path, value]); lower(path[0]) == \"a\"; x := value.b]", null)]
    [InlineData("p if { [_, payload, _] := io.jwt.decode(input.t); payload.iss == \"x\" }", null)]
    [InlineData("q := {\"a\": 1, input.k: \"x\"}\np := q.zzz", null)]
    [InlineData("p if { print(1, \"a\"); true }", null)]
    [InlineData("f(x, y) := z if { z := x[y]; z.w }\np := f({\"a\": {\"w\": 1}}, \"a\")", null)]
    public void Types(string body, string? expected)
    {
        var diagnostics = new DiagnosticBag();

        Policy.TryCompile(diagnostics, "package t\n" + body);

        if (expected == "unexpected")
        {
            Assert.Equal("rego_parse_error", RegoErrorCodes.Of(Assert.Single(diagnostics).Code));
            return;
        }

        Assert.Equal(expected is null ? [] : [expected], diagnostics.Select(static d => d.Message));
        Assert.All(diagnostics, static d => Assert.Equal("rego_type_error", RegoErrorCodes.Of(d.Code)));
    }

    [Theory]
    [InlineData("data.t.q.b", "undefined ref: data.t.q.b")]
    [InlineData("x := data.t.q.a; lower(x)", "lower: invalid argument(s)")]
    [InlineData("data.t.q.a", null)]
    [InlineData("data.t[x].a", null)]
    [InlineData("data.other.a", null)]
    public void Queries_are_checked(string query, string? expected)
    {
        var diagnostics = new DiagnosticBag();
        var program = Policy.TryCompile(diagnostics, "package t\nq := {\"a\": 1}");

        program!.Prepare(query, diagnostics);

        Assert.Equal(expected is null ? [] : [expected], diagnostics.Select(static d => d.Message));
    }

    [Fact]
    public void The_help_says_what_is_there()
    {
        var diagnostics = new DiagnosticBag();
        Policy.TryCompile(diagnostics, "package t\nq := {\"method\": 1}\np := q.metod");
        Assert.Contains("Did you mean method?", Assert.Single(diagnostics).Help, StringComparison.Ordinal);

        diagnostics = new DiagnosticBag();
        Policy.TryCompile(diagnostics, "package t\np := format_int(\"1\", 10)");
        Assert.Equal("have: (string, number), want: (number, number)", Assert.Single(diagnostics).Help);
    }

    [Theory]
    [InlineData("schemas:\n#   - input: {type: object, properties: {user: {type: string}}}", "p if input.usr", "undefined ref: input.usr")]
    [InlineData("schemas:\n#   - input: {type: object, properties: {user: {type: string}}}", "p if input.user", null)]
    [InlineData("schemas:\n#   - input: {type: object, properties: {user: {type: string}}}", "p if abs(input.user)", "abs: invalid argument(s)")]
    [InlineData("schemas:\n#   - input: schema.in", "p if input.n.x", "undefined ref: input.n.x")]
    [InlineData("schemas:\n#   - input: schema.in", "p if input.list[_].deep", null)]
    [InlineData("schemas:\n#   - input: schema.missing", "p if input.n", "undefined schema: schema.missing")]
    [InlineData("schemas:\n#   - data.acl: schema.in", "p if lower(data.acl.n)", "lower: invalid argument(s)")]
    [InlineData("schemas:\n#   - data.acl: schema.in", "p if lower(data.acl.self.self.self.n)", "lower: invalid argument(s)")]
    [InlineData("schemas:\n#   - input.body: schema.in", "p if { lower(input.body.n) }", "lower: invalid argument(s)")]
    [InlineData("schemas:\n#   - input.body: schema.in", "p if { lower(input.other.n) }", null)]
    [InlineData("scope: package", "p if { lower(input.n) }", null)]
    public void Schemas(string annotation, string rule, string? expected)
    {
        const string schema = """
            {"type": "object", "properties": {
                "n": {"type": "integer"},
                "list": {"type": "array", "items": {"type": "object", "properties": {"deep": {"type": "string"}}}},
                "self": {"$ref": "#"}}}
            """;
        var source = SourceText.From("t.rego", $"# METADATA\n# title: t\npackage t\n\n# METADATA\n# {(annotation.StartsWith("scope", StringComparison.Ordinal) ? "title: x" : annotation)}\n{rule}\n");
        var diagnostics = new DiagnosticBag();
        var module = RegoParser.ParseModule(source, RegoParserOptions.Default, diagnostics);
        var schemas = new SchemaSet([KeyValuePair.Create("in", JsonReader.Read(SourceText.From("schema", schema), diagnostics)!)]);

        RegoCompiler.Compile([module!], RegoCompilerOptions.Default with { Schemas = schemas }, diagnostics);

        Assert.Equal(expected is null ? [] : [expected], diagnostics.Select(static d => d.Message));
    }

    [Fact]
    public void Types_that_double_with_every_line_are_bounded()
    {
        var lines = Enumerable.Range(1, 60).Select(static i => $"x{i} := [x{i - 1}, x{i - 1}]");
        var diagnostics = new DiagnosticBag();

        var program = Policy.TryCompile(diagnostics, "package t\np := x60 if {\nx0 := 1\n" + string.Join('\n', lines) + "\n}");

        Assert.Empty(diagnostics);
        Assert.NotNull(program);
    }
}
