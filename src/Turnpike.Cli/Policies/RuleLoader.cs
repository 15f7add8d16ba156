using Turnpike.Cli.Files;
using Turnpike.Gate.Rules;
using Turnpike.Text;

namespace Turnpike.Cli.Policies;

/// <summary>Reads and compiles the rules that the user chose.</summary>
internal static class RuleLoader
{
    private const string UsualFolder = "policy";

    public static RuleSet Load(PolicyChoice choice, DiagnosticBag diagnostics)
    {
        var packs = new List<RulePack>();
        foreach (var name in choice.Packs.Where(static n => n != PackFolder.None).Distinct())
        {
            if (PackFolder.Read(name, IsWanted, diagnostics) is { } pack)
            {
                packs.Add(pack);
            }
        }

        // Without any pack there is only the user's own policy to ask, so it is looked for where Conftest has it.
        var paths = choice.Policies.Count == 0 && choice.Packs.All(static n => n == PackFolder.None) && Directory.Exists(UsualFolder) ? [UsualFolder] : choice.Policies;
        if (paths.Count == 0)
        {
            return RuleSet.Compile(packs);
        }

        var faults = diagnostics.Count;
        var files = paths.SelectMany(path => TextFolder.ReadPath(path, IsWanted, diagnostics)).ToList();

        // A folder that cannot be read is said once; that no policy was found in it would be said again.
        return files.Count == 0 && diagnostics.Count > faults
            ? RuleSet.Compile(packs)
            : RuleSet.Compile(packs, new PolicyFolder { Files = files, Namespaces = choice.Namespaces, IsV0 = choice.IsV0 });
    }

    // A check has no use for tests, and reading them costs as much as reading the rules.
    private static bool IsWanted(string name) => TextFolder.IsPolicyOrData(name) && !name.EndsWith("_test.rego", StringComparison.Ordinal);
}
