using Turnpike.Hcl.Parsing;
using Turnpike.Hcl.Syntax;
using Turnpike.Text;

namespace Turnpike.Hcl.Tests.Syntax;

public class StaticExpressionTests
{
    [Theory]
    [InlineData("a.b[0][\"c\"]", "a.b[0][\"c\"]")]
    [InlineData("a.0.b", "a[0].b")]
    [InlineData("true", "true")]
    [InlineData("a[b]", null)]
    [InlineData("(a)", null)]
    [InlineData("\"a\"", null)]
    public void Traversals_are_read_by_their_form(string text, string? expected) =>
        Assert.Equal(expected, StaticExpression.Traversal(Parse(text))?.ToString());

    [Theory]
    [InlineData("a.b", "a.b")]
    [InlineData("module.a[\\\"k\\\"]", "module.a[\"k\"]")]
    [InlineData("a b", null)]
    [InlineData("a.*", null)]
    public void Json_strings_are_parsed_as_traversals(string text, string? expected) =>
        Assert.Equal(expected, StaticExpression.Traversal(Json($"\"{text}\""))?.ToString());

    [Fact]
    public void Calls_lists_and_maps_are_read_by_their_form()
    {
        Assert.Equal("list", StaticExpression.Call(Parse("list(string)"))?.Name);
        Assert.Equal("list", StaticExpression.Call(Json("\"list(string)\""))?.Name);
        Assert.Equal(2, StaticExpression.List(Parse("[a, b]"))?.Length);
        Assert.Equal(1, StaticExpression.Map(Json("{\"a\": 1}"))?.Length);
        Assert.Equal("string", StaticExpression.Keyword(Parse("string")));
        Assert.Null(StaticExpression.Keyword(Parse("a.b")));
        Assert.Equal("${x}", StaticExpression.Text(Json("\"${x}\"")));
        Assert.Null(StaticExpression.Text(Parse("\"${x}\"")));
    }

    [Theory]
    [InlineData("a.b + f(c[d.e])[0]", "a.b,c,d.e")]
    [InlineData("[for k, v in m : v.x + k + z if k != y]", "m,z,y")]
    [InlineData("[for x in x : x]", "x")]
    [InlineData("\"${a}%{ for b in c }${b}${d}%{ endfor }\"", "a,c,d")]
    [InlineData("{ a = b, (c) = d, \"${e}\" = 1 }", "b,c,d,e")]
    [InlineData("a.b[*].c[e]", "a.b,e")]
    [InlineData("a ? b : c", "a,b,c")]
    public void References_leave_out_what_is_bound_inside(string text, string expected) =>
        Assert.Equal(expected, string.Join(',', Parse(text).References()));

    [Theory]
    [InlineData("aws_vpc.main[0].id", "aws_vpc.main[0].id")]
    [InlineData("a[\"b\"]", "a[\"b\"]")]
    [InlineData("0", null)]
    [InlineData("a.", null)]
    [InlineData("a[*]", null)]
    [InlineData("a[0", null)]
    [InlineData("a b", null)]
    public void References_are_parsed_on_their_own(string text, string? expected)
    {
        var diagnostics = new DiagnosticBag();
        var traversal = HclParser.ParseTraversal(SourceText.From("reference", text), diagnostics);

        Assert.Equal(expected, traversal?.ToString());
        Assert.Equal(expected is null, diagnostics.HasErrors);
    }

    private static HclExpression Parse(string text)
    {
        var diagnostics = new DiagnosticBag();
        var expression = HclParser.ParseExpression(SourceText.From("expression", text), diagnostics);
        Assert.Empty(diagnostics);
        return expression;
    }

    private static HclExpression Json(string value)
    {
        var diagnostics = new DiagnosticBag();
        var file = HclParser.ParseJsonFile(SourceText.From("a.tf.json", $"{{\"x\": {value}}}"), diagnostics);
        var attribute = Assert.Single(file.Body.GetAttributes(diagnostics));
        Assert.Empty(diagnostics);
        return attribute.Expression;
    }
}
