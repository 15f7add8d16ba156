using System.Globalization;
using System.Text;
using Turnpike.Rego.Bundles;
using Turnpike.Rego.Syntax;

namespace Turnpike.Cli.Rego;

/// <summary>What policies hold, for people.</summary>
internal static class InspectText
{
    public static IEnumerable<IGrouping<string, RegoModule>> Packages(PolicySet set) => set.Modules
        .GroupBy(static module => string.Join('.', module.Package.Path.Prepend("data")), StringComparer.Ordinal)
        .OrderBy(static package => package.Key, StringComparer.Ordinal);

    public static IEnumerable<string> Rules(IEnumerable<RegoModule> package) => package
        .SelectMany(static module => module.Rules.Select(rule =>
            string.Concat(rule.Head.Path.Select(part => part is ScalarTerm { Value: Values.StringValue name } ? "." + name.Value : $"[{module.Source.GetString(part.Span)}]").Prepend(rule.Head.Name.Name))))
        .Distinct().Order(StringComparer.Ordinal);

    public static string Write(PolicySet set, bool hasAnnotations)
    {
        var text = new StringBuilder();
        foreach (var manifest in set.Manifests)
        {
            text.Append("MANIFEST\n  revision: ").Append(manifest.Revision).Append("\n  roots:    ").AppendJoin(", ", manifest.Roots.Select(static r => r.Length == 0 ? "(everything)" : r)).Append("\n\n");
        }

        foreach (var package in Packages(set))
        {
            text.Append(package.Key).Append('\n');
            foreach (var module in package)
            {
                text.Append("  file  ").Append(module.Source.Name).Append('\n');
            }

            foreach (var rule in Rules(package))
            {
                text.Append("  rule  ").Append(rule).Append('\n');
            }

            foreach (var module in hasAnnotations ? package : Enumerable.Empty<RegoModule>())
            {
                foreach (var annotation in module.Annotations)
                {
                    text.Append(CultureInfo.InvariantCulture, $"  metadata at {module.Source.Name}:{module.Source.PositionAt(annotation.Span.Start)}: {annotation.Document}\n");
                }
            }
        }

        return text.ToString();
    }
}
