using System.Text;
using Turnpike.Tests;

namespace Turnpike.Connectors.Tests;

/// <summary>The tables of settings in the guides are written from the connectors' declarations (TURNPIKE_REWRITE=1).</summary>
public class GuideTests
{
    [Theory]
    [InlineData("kubernetes.md", "kubernetes")]
    [InlineData("repositories.md", "repository")]
    [InlineData("repositories.md", "terraform-state")]
    public void Tables_of_settings_are_as_declared(string guide, string kind)
    {
        var path = Path.Join(Vectors.RepositoryRoot, "docs", "guides", guide);
        var text = File.ReadAllText(path);
        var (begin, end) = ($"<!-- settings of {kind} -->\n", $"<!-- end of settings of {kind} -->");
        var start = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        var expected = text[..start] + Table(kind) + text[text.IndexOf(end, StringComparison.Ordinal)..];
        if (Environment.GetEnvironmentVariable("TURNPIKE_REWRITE") == "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.Equal(expected, File.ReadAllText(path));
    }

    private static string Table(string kind)
    {
        var table = new StringBuilder("\n| setting | form | default | |\n|---|---|---|---|\n");
        foreach (var setting in ConnectorKinds.All.Single(k => k.Name == kind).Settings)
        {
            table.Append("| `").Append(setting.Name).Append("` | ").Append(setting.Form).Append(" | ")
                .Append(setting.IsRequired ? "required" : setting.Default is { } value ? $"`{value}`" : "").Append(" | ").Append(setting.Says).Append(" |\n");
        }

        return table.Append('\n').ToString();
    }
}
