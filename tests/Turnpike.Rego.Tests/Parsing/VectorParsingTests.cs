using Turnpike.Rego.Parsing;
using Turnpike.Text;

namespace Turnpike.Rego.Tests.Parsing;

public sealed class VectorParsingTests
{
    [Fact]
    public void Every_module_of_the_vectors_parses()
    {
        List<string> failures = [];
        var count = 0;
        foreach (var (note, module, wantsError) in VectorModules.All())
        {
            count++;
            var diagnostics = new DiagnosticBag();
            var parsed = RegoParser.ParseModule(SourceText.From("module.rego", module), RegoParserOptions.Default, diagnostics);
            if ((parsed is null) != wantsError)
            {
                failures.Add($"{note}: {string.Join("; ", diagnostics.Select(SnippetPrinter.Print))}");
            }
        }

        Assert.True(count > 1000, $"only {count} modules were found");
        Assert.True(failures.Count == 0, $"{failures.Count} of {count}:\n" + string.Join("\n", failures.Take(20)));
    }
}
