using System.Text.RegularExpressions;

namespace Turnpike.Architecture.Tests;

public partial class HouseRuleTests
{
    [Fact]
    public void No_type_has_a_name_that_says_nothing() =>
        Assert.DoesNotContain(Repository.SourceFiles("*.cs"), p => Regex.IsMatch(Path.GetFileName(p), "(Manager|Helper|Helpers|Util|Utils|Processor)\\.cs$"));

    [Fact]
    public void No_folder_is_a_kind()
    {
        string[] kinds = ["Interfaces", "Models", "Services", "Helpers", "Utils", "Common"];
        Assert.DoesNotContain(Repository.SourceFiles("*.cs"), p => Path.GetRelativePath(Repository.Root, p).Split('/').Intersect(kinds).Any());
    }

    [Fact]
    public void Types_are_sealed_static_abstract_or_meant_to_be_inherited()
    {
        var open = Repository.SourceFiles("*.cs")
            .SelectMany(p => OpenTypePattern().Matches(File.ReadAllText(p)).Select(m => $"{Path.GetFileName(p)}: {m.Groups["name"].Value}"))
            .ToList();

        Assert.Empty(open);
    }

    [GeneratedRegex(@"^\s*(public|internal)\s+(partial\s+)?(class|record(?!\s+struct))\s+(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex OpenTypePattern();
}
