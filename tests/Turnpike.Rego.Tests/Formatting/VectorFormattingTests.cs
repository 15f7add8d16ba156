using Turnpike.Rego.Parsing;
using Turnpike.Rego.Tests.Parsing;
using Turnpike.Text;

namespace Turnpike.Rego.Tests.Formatting;

public sealed class VectorFormattingTests
{
    [Fact]
    public void Formatting_keeps_the_tree_and_is_idempotent()
    {
        List<string> failures = [];
        foreach (var (note, text, _) in VectorModules.All())
        {
            if (RegoParser.ParseModule(SourceText.From("module.rego", text), RegoParserOptions.Default, []) is { } module
                && RoundTrip.Fault(module, RegoParserOptions.Default) is { } fault)
            {
                failures.Add($"{note}: {fault}");
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count}:\n" + string.Join("\n", failures.Take(12)));
    }
}
