using System.Text.RegularExpressions;
using Turnpike.Tests;

namespace Turnpike.EndToEnd.Tests.Hostile;

/// <summary>docs/guides/hostile-input.md claims nothing that no test tries.</summary>
public sealed partial class HostileGuideTests
{
    [Fact]
    public void Each_row_names_a_test_that_is_there()
    {
        var tests = Directory.EnumerateFiles(Path.Combine(Vectors.RepositoryRoot, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .SelectMany(static file => TestPattern().Matches(File.ReadAllText(file)).Select(m => $"{Path.GetFileNameWithoutExtension(file)}.{m.Groups[1].Value}"))
            .ToHashSet();
        var rows = File.ReadLines(Path.Combine(Vectors.RepositoryRoot, "docs", "guides", "hostile-input.md"))
            .Where(static line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| tried |", StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(rows);
        Assert.DoesNotContain(rows, row => NamePattern().Match(row) is not { Success: true } name || !tests.Contains(name.Groups[1].Value));
    }

    [GeneratedRegex(@"\[(?:Fact|Theory)[^\n]*\](?:\s*\[[^\n]*\])*\s*public (?:async Task|void) (\w+)\(")]
    private static partial Regex TestPattern();

    [GeneratedRegex(@"`(\w+Tests\.\w+)` \|$")]
    private static partial Regex NamePattern();
}
