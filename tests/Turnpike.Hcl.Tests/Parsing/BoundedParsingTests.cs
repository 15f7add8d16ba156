using System.Diagnostics;
using System.Text;
using Turnpike.Hcl.Parsing;
using Turnpike.Text;

namespace Turnpike.Hcl.Tests.Parsing;

/// <summary>Texts made to hurt: each must be done in the time that a few megabytes of good code take on a slow machine.</summary>
public class BoundedParsingTests
{
    private const int Size = 300_000;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    public static TheoryData<string, string> Patterns => new()
    {
        { "open quotes", "\"\n" },
        { "open quotes and text", "a = \"b\n" },
        { "one quote in a sea", "\"" + new string('x', 3000) + "\n" + new string('y', 3000) + "\n" },
        { "open interpolations", "\"${" },
        { "open directives", "\"%{ if a }" },
        { "open brackets", "[" },
        { "open braces", "{" },
        { "open parentheses", "(" },
        { "open calls", "f(" },
        { "open blocks", "a {\n" },
        { "open indented blocks", "  a {\n" },
        { "open heredocs", "a = <<E\n" },
        { "open comments", "/* " },
        { "stars after slashes", "/*/" },
        { "minus signs", "-" },
        { "conditionals", "a?b:" },
        { "question marks", "a?" },
        { "sums", "1+" },
        { "steps", ".a" },
        { "splats", "[*]" },
        { "attribute splats", ".*" },
        { "indexes", "[a]" },
        { "closing everything", "}])" },
        { "missing values", "a =\n" },
        { "missing names", "= 1\n" },
        { "stray characters", "\u00B2" },
        { "apostrophes", "'a' " },
        { "lines of nothing", "\n" },
        { "spaces", "        " },
        { "dollar signs", "$$" },
        { "labels", "a \"b\" " },
        { "objects in one another", "{a={" },
        { "for expressions", "[for a in " },
        { "digits", "1" },
        { "points in numbers", "1." },
        { "redefinitions", "a=1\n" },
        { "byte order marks", "\uFEFF" },
        { "namespaces", "a::" },
    };

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Hostile_text_is_parsed_in_bounded_time(string name, string pattern)
    {
        var text = new StringBuilder(Size + pattern.Length);
        while (text.Length < Size)
        {
            text.Append(pattern);
        }

        var watch = Stopwatch.StartNew();
        foreach (var start in (string[])["", "x = ", "x = \"", "x = <<E\n", "x = <<-E\n${", "a \"b\" {\n  x = "])
        {
            var source = SourceText.From(name, start + text);
            HclParser.ParseFile(source, new DiagnosticBag());
            HclParser.ParseTemplate(source, new DiagnosticBag());
            HclParser.ParseJsonFile(source, new DiagnosticBag());
        }

        Assert.True(watch.Elapsed < s_patience, $"{name}: {watch.Elapsed}");
    }

    [Fact]
    public void Ten_megabytes_of_code_are_parsed_in_bounded_time()
    {
        const string block = "resource \"aws_thing\" \"name\" {\n  count = var.n > 0 ? 1 : 0\n  tags  = { Name = \"${var.prefix}-x\", Env = \"prod\" }\n}\n";
        var text = new StringBuilder();
        while (text.Length < 10_000_000)
        {
            text.Append(block);
        }

        var diagnostics = new DiagnosticBag();
        var watch = Stopwatch.StartNew();
        HclParser.ParseFile(SourceText.From("large.tf", text.ToString()), diagnostics);

        Assert.True(watch.Elapsed < s_patience, watch.Elapsed.ToString());
        Assert.Empty(diagnostics);
    }
}
