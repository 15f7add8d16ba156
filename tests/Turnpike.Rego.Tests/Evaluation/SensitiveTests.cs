using Turnpike.Rego.Evaluation;
using Turnpike.Rego.Parsing;
using Turnpike.Rego.Syntax;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Tests.Evaluation;

public class SensitiveTests
{
    [Theory]
    [InlineData("input.secret", true)]
    [InlineData("sprintf(\"%v\", [input.secret])", true)]
    [InlineData("$\"{input.secret}\"", true)]
    [InlineData("upper(input.secret)", true)]
    [InlineData("concat(\",\", [\"a\", input.secret])", true)]
    [InlineData("count(input.secret)", true)]
    [InlineData("input.number + 1", true)]
    [InlineData("object.get(input.plain, \"open\", 1)", false)]
    [InlineData("object.get(input.plain, \"closed\", 1)", true)]
    [InlineData("input.plain.open", false)]
    [InlineData("input.secret == \"x\"", false)]
    [InlineData("input.secret in {\"x\"}", false)]
    [InlineData("input.number < 3", false)]
    [InlineData("[x | some x in input.list][0]", true)]
    [InlineData("[k | some k, _ in input.map][0]", true)]
    [InlineData("lower(unknown_secret)", true)]
    [InlineData("unknown_secret.part", true)]
    [InlineData("[x | some x in unknown_secret][0]", true)]
    [InlineData("[x | some x in [input.secret, \"b\"]; input.opened == x][0]", true)]
    [InlineData("[x | some x in [\"a\", \"b\"]; input.opened == x][0]", false)]
    public void What_is_computed_from_a_sensitive_value_is_sensitive(string expression, bool isSensitive)
    {
        var input = Value.Object(
            ("secret", Value.Of("hunter2").ToSensitive()),
            ("number", Value.Of(7).ToSensitive()),
            ("plain", Value.Object(("open", Value.Of("a")), ("closed", Value.Of("b").ToSensitive()))),
            ("list", Value.Array(Value.Of("a")).ToSensitive()),
            ("map", Value.Object(("key", Value.Of(1))).ToSensitive()),
            ("opened", new UnknownValue("o", UnknownOrigin.Reference)),
            ("unknown", new UnknownValue("u", UnknownOrigin.Reference).ToSensitive()));

        var answer = Policy.Evaluate(
            Policy.Compile($"package p\nunknown_secret := input.unknown\np := x if x := {expression}"),
            "x = data.p.p",
            new EvaluationRequest { Input = input });

        Assert.Equal(isSensitive, Assert.Single(answer.Solutions).Bindings["x"].HoldsSensitive);
    }

    [Fact]
    public void Marks_change_no_answer()
    {
        var program = Policy.Compile("package p\np := {\"a\": input.x == 1, \"b\": [y | some y in input.y; y > 1], \"c\": {input.x, 1}, \"d\": count(input.y)}");
        var input = Value.Object(("x", Value.Of(1)), ("y", Value.Array(Value.Of(1), Value.Of(2))));

        Value Answer(Value of) => Policy.Evaluate(program, "x = data.p.p", new EvaluationRequest { Input = of }).Solutions[0].Bindings["x"];

        Assert.Equal(Answer(input), Answer(input.ToSensitive()));
    }

    [Fact]
    public void Print_withholds_what_is_sensitive()
    {
        var program = Policy.Compile("package p\np if print(\"a\", input.x, input.y, [input.x])");

        var answer = Policy.Evaluate(program, "data.p.p", new EvaluationRequest { Input = Value.Object(("x", Value.Of("hunter2").ToSensitive())) });

        Assert.Equal(["a \"(sensitive value)\" <undefined> [\"(sensitive value)\"]"], answer.Output);
    }

    [Fact]
    public void Version_0_modules_run_unchanged()
    {
        var diagnostics = new DiagnosticBag();
        const string text = """
            package main

            deny[msg] {
              input.kind == "Deployment"
              not input.spec.template.spec.securityContext.runAsNonRoot
              msg = sprintf("%s must not run as root", [input.metadata.name])
            }

            names[x] = y { y := input.metadata[x] }
            """;
        var module = RegoParser.ParseModule(SourceText.From("m.rego", text), new RegoParserOptions { Version = RegoVersion.V0 }, diagnostics);
        var program = RegoCompiler.Compile([module!], RegoCompilerOptions.Default, diagnostics)!;
        var input = Policy.Term("""{"kind": "Deployment", "metadata": {"name": "web"}, "spec": {}}""");

        var members = program.Prepare("data.main.deny", diagnostics)!.EvaluateSet(new EvaluationRequest { Input = input });

        Assert.Equal("web must not run as root", ((StringValue)Assert.Single(members).Member).Value);
        Assert.Equal("{\"name\": \"web\"}", Policy.Show(Policy.Evaluate(program, "x = data.main.names", new EvaluationRequest { Input = input }).Solutions[0].Bindings["x"]));
    }
}
