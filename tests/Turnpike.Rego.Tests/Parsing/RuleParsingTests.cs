using Turnpike.Rego.Parsing;
using Turnpike.Rego.Syntax;
using Turnpike.Text;

namespace Turnpike.Rego.Tests.Parsing;

public sealed class RuleParsingTests
{
    [Theory]
    [InlineData("p := 1", "value p := 1")]
    [InlineData("p if x", "value p {x}")]
    [InlineData("p if { x; y }", "value p {x; y}")]
    [InlineData("p if { x }", "value p {x}")]
    [InlineData("p if {\"a\": 1}", "value p {(object \"a\":1)}")]
    [InlineData("p if {x | x := 1}", "value p {{x | {(:= x 1)}}}")]
    [InlineData("p if {1} | {2} == s", "value p {(== (| (set 1) (set 2)) s)}")]
    [InlineData("p := y if { y := 1 } else := 2 if z else = 3", "value p := y {(:= y 1)} else 2 {z} else 3")]
    [InlineData("p contains x if some x in xs", "set p key x {(some-in x xs)}")]
    [InlineData("p contains 1", "set p key 1")]
    [InlineData("p.q[r].s := t if r", "value p [\"q\"] [r] [\"s\"] := t {r}")]
    [InlineData("p.q contains x if x := 1", "set p [\"q\"] key x {(:= x 1)}")]
    [InlineData("p[x] := 1 if x := 2", "value p [x] := 1 {(:= x 2)}")]
    [InlineData("p[x] if x := 2", "value p [x] {(:= x 2)}")]
    [InlineData("f(x, [y, _]) := x + y", "function f (x (array y _)) := (+ x y)")]
    [InlineData("f() := 1", "function f () := 1")]
    [InlineData("f(1)\nif x", "function f (1) {x}")]
    [InlineData("default p := [x | x := 1]", "default p := [x | {(:= x 1)}]")]
    [InlineData("default f(_, _) := false", "default f (_ _) := false")]
    [InlineData("default.p := 1", "value default [\"p\"] := 1")]
    [InlineData("p if\n\nx", "value p {x}")]
    public void Version_1(string text, string tree)
    {
        var module = Parse(text, RegoVersion.V1);
        Assert.Equal(tree, TreeText.Of(Assert.Single(module.Rules)));
    }

    [Theory]
    [InlineData("p { x }", "value p {x}")]
    [InlineData("p[x] { x := 1 }", "set p key x {(:= x 1)}")]
    [InlineData("p[x]", "set p key x")]
    [InlineData("p.q { x }", "set p key \"q\" {x}")]
    [InlineData("p[x] = y { y := x }", "value p [x] = y {(:= y x)}")]
    [InlineData("p.q.r { x }", "value p [\"q\"] [\"r\"] {x}")]
    [InlineData("f(x) = y { y := x } { y := 2 }", "function f (x) = y {(:= y x)}|function f (x) = y {(:= y 2)}")]
    [InlineData("p { x } else = 1 { y } else { z }", "value p {x} else 1 {y} else {z}")]
    [InlineData("in := 1\nif := 2\ncontains { in }", "value in := 1|value if := 2|value contains {in}")]
    [InlineData("import future.keywords.every\np { every x in y { x } }", "value p {(every x y {x})}")]
    [InlineData("import future.keywords\np contains 1 if x\nq[x] { x := 1 }", "set p key 1 {x}|set q key x {(:= x 1)}")]
    [InlineData("import rego.v1\np contains 1 if x", "set p key 1 {x}")]
    public void Version_0(string text, string trees)
    {
        var module = Parse(text, RegoVersion.V0);
        Assert.Equal(trees, string.Join('|', module.Rules.Select(TreeText.Of)));
    }

    [Fact]
    public void Package_and_imports()
    {
        var module = Parse("import data.a.b as c\nimport input.x\nimport future.keywords.in\nimport rego.v1\nimport data.if.y", RegoVersion.V1, "package a[\"b-c\"].default");
        Assert.Equal(["a", "b-c", "default"], module.Package.Path);
        Assert.Equal(["c", "x", "in", "v1", "y"], module.Imports.Select(import => import.Name));
        Assert.Equal([false, false, true, true, false], module.Imports.Select(import => import.IsDirective));
    }

    [Fact]
    public void Spans_cover_what_they_name()
    {
        var module = Parse("f(x) := y if { y := (x + 1)*2 }\n", RegoVersion.V1);
        var rule = module.Rules[0];
        Assert.Equal("f(x) := y if { y := (x + 1)*2 }", Text(rule.Span));
        Assert.Equal("f(x) := y", Text(rule.Head.Span));
        Assert.Equal("{ y := (x + 1)*2 }", Text(rule.Body!.Span));
        var value = ((AssignExpr)rule.Body.Statements[0].Expr).Value;
        Assert.Equal("(x + 1)*2", Text(value.Span));
        Assert.Equal("x + 1", Text(((InfixTerm)value).Left.Span));

        string Text(TextSpan span) => module.Source.GetString(span);
    }

    private static RegoModule Parse(string text, RegoVersion version, string package = "package p")
    {
        var diagnostics = new DiagnosticBag();
        var module = RegoParser.ParseModule(SourceText.From("m.rego", $"{package}\n{text}"), new RegoParserOptions { Version = version }, diagnostics);
        Assert.Empty(diagnostics);
        return module!;
    }
}
