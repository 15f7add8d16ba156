using Turnpike.Gate.Rules;
using Turnpike.Rego.Syntax;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Gate.Trivy;

/// <summary>
/// A check as Trivy takes it: its metadata says with <c>custom.input.selector</c> what kind of input it is for, and the
/// package reports with <c>deny</c>.
/// </summary>
internal static class TrivyCheck
{
    // What is judged here as Trivy has it: the document itself. Clouds and Dockerfiles it turns into models of its own.
    private static readonly HashSet<string> s_judged = ["kubernetes", "rbac", "json", "yaml"];

    /// <summary>The annotation of a check or a library; null for a package that is neither.</summary>
    public static Annotation? Find(RegoModule module) =>
        module.Package.Annotations.FirstOrDefault(static a => (a.Custom?.Get("input") as ObjectValue)?.Get("selector") is ArrayValue || a.Custom?.Get("avd_id") is not null);

    /// <summary>The rule, or null, with a warning where the check is not for any input of ours.</summary>
    public static RuleDefinition? Read(RegoModule module, Annotation annotation, DiagnosticBag diagnostics)
    {
        var checks = CheckName.In(module).Select(static check => check.Name).ToList();
        if (annotation.Custom?.Get("library") == Value.True || checks.Count == 0)
        {
            return null;
        }

        var types = TypesOf(annotation);
        if (types.Count > 0 && !types.Exists(s_judged.Contains))
        {
            diagnostics.Add(TrivyDiagnostics.OtherInput(module.Source, module.Package.Span, string.Join(" or ", types)));
            return null;
        }

        var package = RuleMetadataReader.PackageName(module);
        var id = Text(annotation, "id");
        return new RuleDefinition(
            new RuleMetadata
            {
                Id = new RuleId(id.Length > 0 ? id : package),
                Title = annotation.Title ?? package,
                Description = annotation.Description ?? "",
                Severity = SeverityNames.Parse(Text(annotation, "severity").ToLowerInvariant()) ?? Severity.Medium,
                Remediation = Text(annotation, "recommended_action") is { Length: > 0 } action ? action : Text(annotation, "recommended_actions"),
                Scope = RuleScope.Document,
                Package = package,
                Source = module.Source,
                Span = module.Package.Span,
            },
            checks,
            HasExceptions: false);
    }

    private static List<string> TypesOf(Annotation annotation) =>
        (annotation.Custom?.Get("input") as ObjectValue)?.Get("selector") is ArrayValue selectors
            ? [.. selectors.Items.ToArray().Select(static s => ((s as ObjectValue)?.Get("type") as StringValue)?.Value).OfType<string>().Distinct()]
            : [];

    private static string Text(Annotation annotation, string field) => (annotation.Custom?.Get(field) as StringValue)?.Value.Trim() ?? "";
}
