using Turnpike.Rego.Tests.Evaluation;
using Turnpike.Text;

namespace Turnpike.Rego.Tests.Compilation;

/// <summary>Faults of modules that parse: each is named, in its place, and all are.</summary>
public class CompilationErrorTests
{
    [Theory]
    [InlineData("p if x == 1", "2:6 rego_unsafe_var_error: var x is unsafe")]
    [InlineData("p if not input.xs[_]", "2:19 rego_unsafe_var_error: var _ is unsafe")]
    [InlineData("p if { not q[x]; x > 1 }\nq contains 1", "2:14 rego_unsafe_var_error: var x is unsafe")]
    [InlineData("p contains x if input.y", "2:12 rego_unsafe_var_error: var x is unsafe")]
    [InlineData("p := x", "2:6 rego_unsafe_var_error: var x is unsafe")]
    [InlineData("f(x) := y", "2:9 rego_unsafe_var_error: var y is unsafe")]
    [InlineData("p if { x = y; y = x }", "2:8 rego_unsafe_var_error: var x is unsafe|2:12 rego_unsafe_var_error: var y is unsafe")]
    [InlineData("p := [y | x == y]", "2:11 rego_unsafe_var_error: var x is unsafe|2:7 rego_unsafe_var_error: var y is unsafe")]
    [InlineData("p if every x in input { x == y }", "2:30 rego_unsafe_var_error: var y is unsafe")]
    [InlineData("p if count(x) == 1", "2:12 rego_unsafe_var_error: var x is unsafe")]
    [InlineData("p if p", "2:1 rego_recursion_error: rule data.t.p is recursive: data.t.p -> data.t.p")]
    [InlineData("p if q\nq if r\nr if p", "2:1 rego_recursion_error: rule data.t.p is recursive: data.t.p -> data.t.q -> data.t.r -> data.t.p")]
    [InlineData("f(x) := g(x)\ng(x) := f(x)", "2:1 rego_recursion_error: rule data.t.f is recursive: data.t.f -> data.t.g -> data.t.f")]
    [InlineData("p if data.t[input.x]", "2:1 rego_recursion_error: rule data.t.p is recursive: data.t.p -> data.t.p")]
    [InlineData("p := {x | some x in q}\nq := {1 | p}", "2:1 rego_recursion_error: rule data.t.p is recursive: data.t.p -> data.t.q -> data.t.p")]
    [InlineData("p if cuont([1])", "2:6 rego_type_error: undefined function cuont")]
    [InlineData("p if data.t.f(1)", "2:6 rego_type_error: undefined function data.t.f")]
    [InlineData("p if count(1, 2, 3)", "2:6 rego_type_error: count: arity mismatch: has 3 argument(s), wants 1")]
    [InlineData("f(x) := x\np if f(1, 2, 3)", "3:6 rego_type_error: f: arity mismatch: has 3 argument(s), wants 1")]
    [InlineData("p := 1\np contains 1", "3:1 rego_type_error: conflicting rules data.t.p found")]
    [InlineData("f(x) := x\nf(x, y) := x", "3:1 rego_type_error: conflicting rules data.t.f found")]
    [InlineData("default p := 1\ndefault p := 2", "3:9 rego_type_error: multiple default rules data.t.p found")]
    [InlineData("p := {}\np.q := 1", "3:1 rego_type_error: rule data.t.p conflicts with [data.t.p.q]")]
    [InlineData("f(x) := x\np := f", "3:6 rego_type_error: function data.t.f used as reference, not called")]
    [InlineData("p if { x := 1; x := 2 }", "2:16 rego_compile_error: var x assigned above")]
    [InlineData("p if { x == 1; x := 2 }", "2:16 rego_compile_error: var x referenced above|2:8 rego_unsafe_var_error: var x is unsafe")]
    [InlineData("p if { some x; x = 1; some x; x = 2 }", "2:28 rego_compile_error: var x declared above")]
    [InlineData("p if { some x; true }", "2:13 rego_compile_error: declared var x unused")]
    [InlineData("p if true with q as 1", "2:16 rego_compile_error: with keyword target must reference existing input, data, or a function: q")]
    public void Faults(string body, string expected)
    {
        var diagnostics = new DiagnosticBag();

        var program = Policy.TryCompile(diagnostics, "package t\n" + body);

        Assert.Null(program);
        Assert.Equal(
            expected.Split('|'),
            diagnostics.Select(d => $"{d.Position} {RegoErrorCodes.Of(d.Code)}: {d.Message}"));
    }

    [Theory]
    [InlineData("allow := 1\np if alow == 1", "Did you mean allow?")]
    [InlineData("p if { user := input.u; usr == 1 }", "Did you mean user?")]
    [InlineData("p if { x := 1; y == 1 }", null)]
    [InlineData("import data.lib.helpers\np if helper.x", "Did you mean helpers?")]
    public void An_unsafe_name_may_be_a_misspelt_one(string body, string? expected)
    {
        var diagnostics = new DiagnosticBag();

        Policy.TryCompile(diagnostics, "package t\n" + body);

        Assert.StartsWith(expected ?? "Nothing gives it a value", Assert.Single(diagnostics, static d => d.Code == "REGO201").Help, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("p if { x > 1; x = input.x }")]
    [InlineData("p if { not q; q = input.q }")]
    [InlineData("p if { [x, y] = [y, 1] }")]
    [InlineData("p if { y = [x | x > z; x = 1]; z = 1 }")]
    [InlineData("p if { f(x) == 1; x = input.y }\nf(x) := x")]
    [InlineData("p if { some i; input.xs[i] == input.ys[i] }")]
    [InlineData("p if { a[x].b == y; y = input.y; a = input.a }")]
    [InlineData("p if { plus(1, 2, x); x == 3 }")]
    [InlineData("p if { walk(input, [path, value]); path != value }")]
    [InlineData("p[i] := x if x := input.xs[i]")]
    public void Statements_are_put_in_order(string body)
    {
        var diagnostics = new DiagnosticBag();
        Policy.TryCompile(diagnostics, "package t\n" + body);
        Assert.DoesNotContain(diagnostics, d => RegoErrorCodes.Of(d.Code) == "rego_unsafe_var_error");
    }

    [Fact]
    public void A_thousand_modules_compile_quickly_and_evaluate()
    {
        var modules = Enumerable.Range(0, 1000).Select(i => $$"""
            package m{{i}}
            import data.m{{Math.Max(0, i - 1)}} as previous
            default allow := false
            allow if { input.user == "u{{i}}"; some r in data.roles; r.id == {{i}}; helper(r) }
            helper(r) if { every p in r.permissions { p in {"a", "b"} } }
            deny contains msg if { not allow; msg := sprintf("m{{i}} %v", [input.user]) }
            chain := {{(i == 0 ? "0" : "previous.chain + 1")}}
            """).ToArray();

        var program = Policy.Compile(modules);

        Assert.Equal("999", Policy.Show(Policy.Evaluate(program, "x = data.m999.chain").Solutions[0].Bindings["x"]));
    }
}
