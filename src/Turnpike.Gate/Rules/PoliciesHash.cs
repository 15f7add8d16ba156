using System.Security.Cryptography;
using System.Text;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Gate.Rules;

/// <summary>
/// One hash over the texts that decide a verdict. Order and names of files have no part in it, since they differ between
/// machines and decide nothing; whether a file is Rego, JSON or YAML does.
/// </summary>
internal static class PoliciesHash
{
    public static ContentHash Of(IReadOnlyList<RulePack> packs, PolicyFolder? policies)
    {
        var entries = packs.Select(static pack => Line("pack", pack.Name, OfFiles(pack.Files))).ToList();
        if (policies is not null)
        {
            var names = string.Join(",", policies.Namespaces.Order(StringComparer.Ordinal));
            entries.Add(Line(policies.IsV0 ? "policies-v0" : "policies", names, OfFiles(policies.Files)));
        }

        return OfLines(entries);
    }

    public static ContentHash Of(ContentHash all, IEnumerable<RuleId> rules) => OfLines([.. rules.Select(static r => $"rule {r}"), Line("of", "", all)]);

    public static ContentHash Of(ContentHash all, SourceText trial) => OfLines([Line("trial", "", OfFile(trial)), Line("with", "", all)]);

    /// <summary>With all else that decides.</summary>
    public static ContentHash Of(CheckRequest request) => OfLines(
    [
        Line("rules", "", request.Rules.Hash),
        Line("providers", "", OfFiles(request.ProviderData)),
        .. request.DataFiles.Select(static f => Line("data", string.Join("/", f.Folders), OfFile(f.Source))),
        Line("parameters", "", new ContentHash(SHA256.HashData(JsonText.Canonical(request.Parameters)))),
        $"settings {request.FailOn} {request.ChangedOnly} {request.Unknowns} {request.IsCombined}",
    ]);

    private static ContentHash OfFiles(IReadOnlyList<SourceText> files) =>
        OfLines([.. files.Where(static f => !RuleSetCompiler.IsTest(f)).Select(static f => Line("file", Form(f), OfFile(f)))]);

    private static ContentHash OfFile(SourceText file) => new(SHA256.HashData(file.Utf8.Span));

    private static string Form(SourceText file) =>
        RuleSetCompiler.IsRego(file) ? "rego" : file.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? "json" : "yaml";

    private static string Line(string kind, string name, ContentHash hash) => $"{kind} {hash} {name}";

    private static ContentHash OfLines(List<string> lines)
    {
        lines.Sort(StringComparer.Ordinal);
        return new ContentHash(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
    }
}
