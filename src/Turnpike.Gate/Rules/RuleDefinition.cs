using Turnpike.Gate.Gatekeeper;
using Turnpike.Rego.Syntax;
using Turnpike.Values;

namespace Turnpike.Gate.Rules;

/// <summary>A rule as found in the files, before compilation.</summary>
/// <param name="Checks">What it reports under.</param>
/// <param name="HasExceptions">Its package says which checks to pass over.</param>
/// <param name="Constraint">Already compiled, with its template; null for every other rule.</param>
internal sealed record RuleDefinition(RuleMetadata Metadata, IReadOnlyList<CheckName> Checks, bool HasExceptions, Constraint? Constraint = null)
{
    public static RuleDefinition OfConstraint(Constraint constraint) => new(GatekeeperReader.Describe(constraint), [], HasExceptions: false, constraint);

    public static RuleDefinition OfPackage(RuleMetadata metadata, RegoModule module) =>
        new(metadata, [.. CheckName.In(module).Select(static check => check.Name)], HasExceptions: false);

    /// <summary>The query for a rule of the package.</summary>
    public string Reference(string rule) => Reference(Metadata.Package.Split('.'), rule);

    /// <summary>Parts are quoted, since a package may be named by any string.</summary>
    public static string Reference(IEnumerable<string> package, string rule) =>
        "data" + string.Concat(package.Append(rule).Select(static part => $"[{JsonText.Revealed(Value.Of(part))}]"));
}
