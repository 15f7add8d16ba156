using Turnpike.Hcl.Parsing;
using Turnpike.Hcl.Syntax;
using Turnpike.Text;

namespace Turnpike.Hcl.Tests.Parsing;

/// <summary>Bodies of both syntaxes read with one schema.</summary>
public class BodyTests
{
    private static readonly BodySchema s_schema = new(
        [new("version", true), new("tags")], [new("resource", "type", "name"), new("locals"), new("terraform")]);

    [Theory]
    [InlineData("""
        version = 1
        resource "a" "b" { x = 1 }
        resource "a" "c" { x = 2 }
        locals {}
        """, false)]
    [InlineData("""
        {"//": "a comment", "version": 1, "locals": {},
         "resource": {"a": {"b": {"x": 1}, "c": [{"x": 2}]}}}
        """, true)]
    [InlineData("""[{"version": 1}, {"locals": [{}]}, {"resource": [{"a": {"b": {"x": 1}}}, {"a": [{"c": {"x": 2}}]}]}]""", true)]
    public void Both_syntaxes_say_the_same(string text, bool isJson)
    {
        var diagnostics = new DiagnosticBag();
        var content = Parse(text, isJson, diagnostics).GetContent(s_schema, diagnostics);

        Assert.Empty(diagnostics);
        Assert.Equal(["version"], content.Attributes.Select(attribute => attribute.Name));
        Assert.Equal(
            ["locals", "resource a b x", "resource a c x"],
            content.Blocks.Select(block => string.Join(' ', [block.Type, .. block.Labels, .. block.Body.GetAttributes(diagnostics).Select(a => a.Name)]))
                .Order(StringComparer.Ordinal));
        Assert.Empty(diagnostics);
    }

    [Theory]
    [InlineData("x = 1\n", false, "1:1 Missing required argument", "1:1 Unsupported argument")]
    [InlineData("version = 1\nrsource \"a\" \"b\" {}\n", false, "2:1 Unsupported block type")]
    [InlineData("version = 1\nlocals \"a\" {}\n", false, "2:8 Extraneous label for locals")]
    [InlineData("version = 1\nresource \"a\" {}\n", false, "2:14 Missing name for resource")]
    [InlineData("version {}\ntags = 1", false, "1:1 Missing required argument", "1:1 Unsupported block type")]
    [InlineData("""{"x": 1}""", true, "1:8 Missing required argument", "1:2 Extraneous JSON object property")]
    [InlineData("""{"version": 1, "version": 2}""", true, "1:16 Duplicate argument")]
    [InlineData("""{"version": 1, "locals": 5}""", true, "1:26 Incorrect JSON value type")]
    [InlineData("""{"version": 1, "resource": {"a": {}}}""", true, "1:34 Missing block label")]
    [InlineData("""{"version": 1, "locals": null}""", true)]
    [InlineData("""{"version": 1,}""", true, "1:14 Trailing comma in object")]
    [InlineData("""{"version": [1,]}""", true, "1:15 Trailing comma in array")]
    [InlineData("""{"version": tru}""", true, "1:13 Invalid JSON keyword")]
    [InlineData("""{"version": "\x"}""", true, "1:14 Invalid JSON string")]
    [InlineData("""{"version": 01}""", true, "1:13 Invalid JSON number")]
    [InlineData("""{"version" = 1}""", true, "1:12 Missing property value colon")]
    [InlineData("""{"version": 1""", true, "1:1 Unclosed object")]
    [InlineData("""{"version": 1} 2""", true, "1:16 Extraneous data after value")]
    [InlineData("7", true, "1:1 Root value must be object", "1:1 Incorrect JSON value type", "1:1 Missing required argument")]
    public void Faults_point_to_where_they_are(string text, bool isJson, params string[] expected)
    {
        var diagnostics = new DiagnosticBag();
        var body = Parse(text, isJson, diagnostics);
        if (diagnostics.Count == 0 || text == "7")
        {
            body.GetContent(s_schema, diagnostics);
        }

        Assert.Equal(expected, diagnostics.Select(diagnostic => $"{diagnostic.Position} {diagnostic.Message}"));
    }

    [Theory]
    [InlineData("version = 1\ntags = 2\nlocals {}\n", false)]
    [InlineData("""{"version": 1, "tags": 2, "locals": {}}""", true)]
    public void What_one_reader_takes_is_gone_for_the_next(string text, bool isJson)
    {
        var diagnostics = new DiagnosticBag();
        var body = Parse(text, isJson, diagnostics);
        body.GetPartialContent(new BodySchema([new("version")], [new("locals")]), diagnostics, out var rest);

        Assert.Equal(["tags"], rest.GetAttributes(diagnostics).Select(attribute => attribute.Name));
        rest.GetPartialContent(new BodySchema([new("tags")], []), diagnostics, out var nothing);
        nothing.GetContent(new BodySchema([], []), diagnostics);
        Assert.Empty(diagnostics);
    }

    [Fact]
    public void Spans_in_json_templates_are_places_in_the_file()
    {
        var diagnostics = new DiagnosticBag();
        const string text = """{"version": "\u00e9\n${ var.name }"}""";
        var attribute = Parse(text, isJson: true, diagnostics).GetAttributes(diagnostics)[0];
        var reference = Assert.Single(attribute.Expression.References());

        Assert.Equal("var.name", reference.ToString());
        Assert.Equal("var.name", reference.Source.GetString(reference.Span));
    }

    [Fact]
    public void Typing_mistakes_are_met_with_the_nearest_name()
    {
        var diagnostics = new DiagnosticBag();
        Parse("verzion = 1\nversion = 1\nresorce \"a\" \"b\" {}\n", isJson: false, diagnostics).GetContent(s_schema, diagnostics);

        Assert.Contains(diagnostics, diagnostic => diagnostic.Help!.Contains("Did you mean version?", StringComparison.Ordinal));
        Assert.Contains(diagnostics, diagnostic => diagnostic.Help!.Contains("Did you mean resource?", StringComparison.Ordinal));
    }

    private static IHclBody Parse(string text, bool isJson, DiagnosticBag diagnostics)
    {
        var source = SourceText.From(isJson ? "main.tf.json" : "main.tf", text);
        return (isJson ? HclParser.ParseJsonFile(source, diagnostics) : HclParser.ParseFile(source, diagnostics)).Body;
    }
}
