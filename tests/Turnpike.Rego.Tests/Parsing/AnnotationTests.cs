using Turnpike.Rego.Parsing;
using Turnpike.Rego.Syntax;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Tests.Parsing;

public sealed class AnnotationTests
{
    [Fact]
    public void Blocks_hang_on_what_follows_them()
    {
        var module = Parse("""
            # METADATA
            # scope: subpackages
            # organizations: [Acme]

            # METADATA
            # title: A package
            package p

            # METADATA
            # scope: document
            # description: Both rules
            # entrypoint: true

            # METADATA
            # title: First
            # authors:
            # - Jane Doe <jane@example.com>
            # - {email: joe@example.com}
            # related_resources:
            # - https://example.com/a
            # - ref: https://example.com/b
            #   description: B
            # schemas:
            # - input: schema.input
            # - data.acl: {type: object}
            # custom:
            #   severity: high
            #   version: 1.10
            #   list: [1, true, null, "2", 0x10, 010]
            q := 1 if input.x

            q := 2 if input.y
            """);
        Assert.Equal(
            ["{\"organizations\":[\"Acme\"],\"scope\":\"subpackages\"}", "{\"scope\":\"package\",\"title\":\"A package\"}"],
            module.Package.Annotations.Select(Text));
        Assert.Equal(["{\"description\":\"Both rules\",\"entrypoint\":true,\"scope\":\"document\"}"], module.Rules[1].Annotations.Select(Text));
        var first = module.Rules[0].Annotations[1];
        Assert.Equal(AnnotationScope.Rule, first.Scope);
        Assert.Equal("First", first.Title);
        Assert.Equal("{\"list\":[1,true,null,\"2\",16,\"010\"],\"severity\":\"high\",\"version\":1.10}", JsonText.Revealed(first.Custom!));
        Assert.Equal("[{\"email\":\"jane@example.com\",\"name\":\"Jane Doe\"},{\"email\":\"joe@example.com\"}]", JsonText.Revealed(first.Document.Get("authors")!));
        Assert.Equal(
            "[{\"ref\":\"https://example.com/a\"},{\"description\":\"B\",\"ref\":\"https://example.com/b\"}]",
            JsonText.Revealed(first.Document.Get("related_resources")!));
        Assert.Equal(["schema", "input"], first.Schemas[0].Schema);
        Assert.Equal(["data", "acl"], first.Schemas[1].Path);
        Assert.Equal(4, module.Annotations.Length);
    }

    [Theory]
    [InlineData("# METADATA\n# title: [\npackage p", "REGO036")]
    [InlineData("# METADATA\n# title: a\n# title: b\npackage p", "REGO036@3:3")]
    [InlineData("# METADATA\npackage p", "REGO037@1:1")]
    [InlineData("# METADATA\n# just text\npackage p", "REGO037@1:1")]
    [InlineData("# METADATA\n# title: [a]\npackage p", "REGO037@2:3")]
    [InlineData("# METADATA\n# scope: rules\npackage p", "REGO038@2:3")]
    [InlineData("# METADATA\n# scope: rule\npackage p", "REGO039@1:1")]
    [InlineData("package p\n# METADATA\n# title: a\nimport data.x", "REGO039@2:1")]
    [InlineData("package p\n# METADATA\n# title: a\n", "REGO039@2:1")]
    [InlineData("package p\n# METADATA\n# scope: rule\n# entrypoint: true\nq := 1", "REGO040@4:3")]
    [InlineData("package p\n# METADATA\n# schemas:\n# - input: other.x\nq := 1", "REGO037@3:3")]
    public void Faults(string text, string fault)
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(RegoParser.ParseModule(SourceText.From("m.rego", text), RegoParserOptions.Default, diagnostics));
        var only = Assert.Single(diagnostics);
        Assert.StartsWith(fault, $"{only.Code}@{only.Position}", StringComparison.Ordinal);
    }

    [Fact]
    public void Aliases_of_aliases_cost_nothing()
    {
        var lines = string.Concat(Enumerable.Range(1, 60).Select(i => $"#   a{i}: &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}]\n"));
        var module = Parse($"# METADATA\n# custom:\n#   a0: &a0 [x]\n{lines}package p\n");
        Assert.Equal(61, module.Annotations[0].Custom!.Count);
    }

    private static string Text(Annotation annotation) => JsonText.Revealed(annotation.Document);

    private static RegoModule Parse(string text)
    {
        var diagnostics = new DiagnosticBag();
        var module = RegoParser.ParseModule(SourceText.From("m.rego", text), RegoParserOptions.Default, diagnostics);
        Assert.Empty(diagnostics);
        return module!;
    }
}
