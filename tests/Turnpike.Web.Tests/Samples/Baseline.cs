using Turnpike.Assessment.Data;
using Turnpike.Gate.Rules;
using Turnpike.Text;

namespace Turnpike.Web.Tests.Samples;

/// <summary>The rules and the provider data that come with Turnpike.</summary>
internal static class Baseline
{
    private static readonly RulePack s_pack = new("baseline", Files("packs/baseline", "*.rego"));

    public static RuleSet Rules { get; } = With();

    public static RuleSet With(params IEnumerable<RulePack> more) => RuleSet.Compile([s_pack, .. more]);

    public static IReadOnlyList<SourceText> ProviderData { get; } = Files("packs/data", "*.json");

    /// <summary>What assessments go by: profiles, ends of support.</summary>
    public static AssessmentData Assessment { get; } = new(Files("packs/data", "*.yaml"));

    private static List<SourceText> Files(string folder, string pattern) =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => new SourceText(Path.GetRelativePath(Repository.Root, path), File.ReadAllBytes(path)))];
}
