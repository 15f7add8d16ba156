using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Parsing;
using Turnpike.Hcl.Types;
using Turnpike.Text;

namespace Turnpike.Hcl.Tests.Evaluation;

public sealed class TypeConstraintTests
{
    [Theory]
    [InlineData("string", "1", "\"1\"")]
    [InlineData("any", "[1, \"a\"]", "[ 1, \"a\", ]")]
    [InlineData("list(any)", "[1, \"a\"]", "tolist([ \"1\", \"a\", ])")]
    [InlineData("set(number)", "[\"2\", 1, 2]", "toset([ 1, 2, ])")]
    [InlineData("map(list(string))", "{ a = [1], b = [] }", "tomap({ \"a\" = tolist([ \"1\", ]) \"b\" = tolist([]) })")]
    [InlineData("tuple([string, bool])", "[1, \"true\"]", "[ \"1\", true, ]")]
    [InlineData("object({ a = string, b = optional(number, 7) })", "{ a = 1, c = 2 }", "{ \"a\" = \"1\" \"b\" = 7 }")]
    [InlineData("object({ a = optional(object({ b = optional(number, 1) }), {}) })", "{}", "{ \"a\" = { \"b\" = 1 } }")]
    [InlineData("list(object({ a = optional(string) }))", "[{}, { a = 1 }]", "tolist([ { \"a\" = tostring(null) }, { \"a\" = \"1\" }, ])")]
    [InlineData("object({ a = optional(number, 7) })", "null", "null /* object */")]
    public void Values_are_converted_and_defaults_filled_in(string type, string value, string answer) =>
        Assert.Equal(answer, string.Join(' ', Apply(type, value).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)));

    [Theory]
    [InlineData("number", "\"x\"", "a number is required")]
    [InlineData("list(string)", "{}", "list of string required")]
    [InlineData("object({ a = string })", "{}", "attribute \"a\" is required")]
    [InlineData("map(number)", "{ k = \"x\" }", ".k: a number is required")]
    [InlineData("list(any)", "[[], {}]", "all list elements must have the same type")]
    public void What_does_not_fit_says_where_and_why(string type, string value, string fault) => Assert.Equal(fault, Apply(type, value));

    [Theory]
    [InlineData("strin")]
    [InlineData("list()")]
    [InlineData("object([])")]
    [InlineData("optional(string)")]
    [InlineData("object({ a = optional(number, \"x\") })")]
    [InlineData("1 + 2")]
    public void Faults_of_a_type_are_reported(string type)
    {
        var diagnostics = new DiagnosticBag();
        TypeConstraint.Parse(HclParser.ParseExpression(SourceText.From("test.tf", type), diagnostics), diagnostics);
        Assert.Single(diagnostics);
    }

    private static string Apply(string type, string value)
    {
        var diagnostics = new DiagnosticBag();
        var constraint = TypeConstraint.Parse(HclParser.ParseExpression(SourceText.From("test.tf", type), diagnostics), diagnostics);
        var given = Calculator.Evaluate(value, diagnostics);
        Assert.Empty(diagnostics);
        return constraint.TryApply(given, out var result, out var fault) ? ConsoleText.Of(result) : fault.ToString();
    }
}
