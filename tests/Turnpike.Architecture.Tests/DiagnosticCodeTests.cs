using System.Text;
using System.Text.RegularExpressions;

namespace Turnpike.Architecture.Tests;

/// <summary>Codes are declared in the *Diagnostics*.cs files; docs/diagnostics.md is written from them (make golden).</summary>
public partial class DiagnosticCodeTests
{
    private static readonly string s_page = Path.Combine(Repository.Root, "docs", "diagnostics.md");

    [Fact]
    public void Codes_are_unique() =>
        Assert.Empty(Declared().GroupBy(d => d.Code).Where(g => g.Count() > 1).Select(g => g.Key));

    [Fact]
    public void The_page_lists_every_code()
    {
        var expected = Page();
        if (Environment.GetEnvironmentVariable("TURNPIKE_REWRITE") == "1")
        {
            File.WriteAllText(s_page, expected);
        }

        Assert.Equal(expected, File.ReadAllText(s_page));
    }

    private static string Page()
    {
        var page = new StringBuilder(
            """
            # Diagnostics

            Every fault in an input has a code. `{…}` stands for what was found there. This page is written from the
            source by `make golden`.

            | code | message |
            |---|---|

            """);
        foreach (var (code, message) in Declared().OrderBy(d => d.Code, StringComparer.Ordinal))
        {
            page.Append("| `").Append(code).Append("` | ").Append(message.Replace("|", "\\|", StringComparison.Ordinal)).Append(" |\n");
        }

        return page.ToString();
    }

    private static List<(string Code, string Message)> Declared()
    {
        var declared = Repository.SourceFiles("*Diagnostics*.cs")
            .SelectMany(p => CodePattern().Matches(File.ReadAllText(p)))
            .Select(m => (m.Groups["code"].Value, HolePattern().Replace(m.Groups["message"].Value, "{…}").Replace("\\\"", "\"", StringComparison.Ordinal)))
            .ToList();
        Assert.NotEmpty(declared);
        return declared;
    }

    // "CODE012", then anything but a string, then the first string: the message.
    [GeneratedRegex("\"(?<code>[A-Z][A-Z0-9]{2,7}\\d{3})\"[^\"]*\"(?<message>(?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex CodePattern();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex HolePattern();
}
