using Turnpike.Hcl.Parsing;
using Turnpike.Tests;
using Turnpike.Text;

namespace Turnpike.Hcl.Tests.Parsing;

/// <summary>The broken roots of Terraform's vectors: the faults of syntax in them, and no others.</summary>
public class BrokenRootVectorTests
{
    [Theory]
    [InlineData("broken-heredoc", "main.tf:14:1 Unterminated template string")]
    [InlineData("broken-json", "main.tf.json:5:25 Trailing comma in object")]
    [InlineData("broken-duplicates", "main.tf:17:3 Attribute redefined")]
    [InlineData("broken-blocks")]
    [InlineData("broken-functions")]
    public void Faults_stand_where_Terraform_sees_them(string root, params string[] expected)
    {
        var diagnostics = new DiagnosticBag();
        foreach (var file in Directory.EnumerateFiles(Vectors.Path($"terraform/roots/{root}/code")).Order(StringComparer.Ordinal))
        {
            var source = new SourceText(Path.GetFileName(file), File.ReadAllBytes(file));
            if (file.EndsWith(".tf", StringComparison.Ordinal))
            {
                HclParser.ParseFile(source, diagnostics);
            }
            else if (file.EndsWith(".tf.json", StringComparison.Ordinal))
            {
                HclParser.ParseJsonFile(source, diagnostics);
            }
        }

        Assert.Equal(expected, diagnostics.Select(diagnostic => $"{diagnostic.Source}:{diagnostic.Position} {diagnostic.Message}"));
    }
}
