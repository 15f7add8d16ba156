using System.Text;
using System.Text.Json;
using Turnpike.Hcl.Parsing;
using Turnpike.Tests;
using Turnpike.Text;

namespace Turnpike.Hcl.Tests.Parsing;

/// <summary>Terraform's expression vectors, as far as the grammar decides: the same first fault, and none where Terraform has none.</summary>
public class ExpressionSyntaxVectorTests
{
    // These summaries are given both by the grammar and by evaluation.
    private static readonly string[] s_shared = ["Invalid reference"];

    [Fact]
    public void Faults_are_those_of_Terraform()
    {
        var messages = SyntaxMessages();
        var wrong = new StringBuilder();
        foreach (var line in File.ReadLines(Vectors.Path("terraform/expressions.jsonl")))
        {
            using var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 512 });
            var vector = document.RootElement;
            if (vector.TryGetProperty("evaluator", out _))
            {
                continue;
            }

            var text = $"output \"result\" {{\n  value = {vector.GetProperty("expr").GetString()}\n}}\n";
            var summary = vector.TryGetProperty("error", out var error) ? error.GetProperty("summary").GetString()! : null;
            var expected = summary is not null && messages.Contains(summary) ? summary : null;
            var diagnostics = new DiagnosticBag();
            HclParser.ParseFile(SourceText.From("main.tf", text), diagnostics);
            var actual = diagnostics.FirstOrDefault();
            if (actual?.Message != expected)
            {
                wrong.Append(vector.GetProperty("id").GetString()).Append(": ").Append(expected ?? "no fault").Append(", not ").Append(actual).Append('\n');
            }
        }

        Assert.Equal("", wrong.ToString());
    }

    private static HashSet<string> SyntaxMessages()
    {
        var file = Path.Combine(Vectors.RepositoryRoot, "src", "Turnpike.Hcl", "Parsing", "SyntaxDiagnostics.cs");
        var messages = File.ReadAllText(file).Split("Error(\"HCL").Skip(1)
            .Select(part => part.Split('"')[2])
            .ToHashSet();
        messages.ExceptWith(s_shared);
        messages.UnionWith(["Extra characters in if marker", "Unexpected else directive", "Unexpected endif directive", "Unexpected endfor directive"]);
        return messages;
    }
}
