using System.Runtime.CompilerServices;

namespace Turnpike.Rego.Tests.Library;

/// <summary>What docs/guides/rego-library.md shows is code that is compiled and run here.</summary>
public class GuideTests
{
    [Fact]
    public void Every_example_of_the_guide_is_run()
    {
        var folder = Path.GetDirectoryName(ThisFile())!;
        var examples = Lines(File.ReadAllText(Path.Combine(folder, "GuideExamples.cs")));
        var guide = File.ReadAllText(Path.Combine(folder, "..", "..", "..", "docs", "guides", "rego-library.md"));

        var blocks = guide.Split("```csharp\n").Skip(1).Select(static part => part[..part.IndexOf("```", StringComparison.Ordinal)]).ToArray();

        Assert.True(blocks.Length >= 8);
        Assert.All(blocks, block => Assert.Contains(Lines(block), examples, StringComparison.Ordinal));
    }

    // Without indentation and empty lines, which differ.
    private static string Lines(string text) => string.Join('\n', text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
