using Turnpike.Gate.Trivy;
using Turnpike.Rego.Syntax;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Gate.Rules;

/// <summary>
/// Finds the rules in a user's own policies: packages with our metadata as in packs, and the checks of the packages
/// asked for, each a rule of its own over whole documents.
/// </summary>
internal sealed class PolicyReader(PolicyFolder folder, IReadOnlyList<RegoModule> modules, DiagnosticBag diagnostics)
{
    private const string AllNamespaces = "*";

    // What a team writes into its own deny should stop a change unless it asks for the worst alone.
    private const Severity DefaultSeverity = Severity.High;

    private readonly List<RuleDefinition> _definitions = [];

    /// <param name="hasOthers">There is policy of another kind in the folder.</param>
    public List<RuleDefinition> Read(bool hasOthers = false)
    {
        var trivy = modules.Where(static m => TrivyCheck.Find(m) is not null).Select(RuleMetadataReader.PackageName).ToHashSet();
        var packagesWithMetadata = modules.Where(static m => RuleMetadataReader.Find(m) is not null).Select(RuleMetadataReader.PackageName).ToHashSet();
        foreach (var package in modules.GroupBy(RuleMetadataReader.PackageName))
        {
            if (trivy.Contains(package.Key))
            {
                ReadTrivy(package);
            }
            else if (packagesWithMetadata.Contains(package.Key))
            {
                ReadOurs(package);
            }
            else if (IsAskedFor(package.Key))
            {
                ReadPlain(package.Key, [.. package]);
            }
            else
            {
                ReportUnasked(package);
            }
        }

        if (_definitions.Count == 0 && !hasOthers && !diagnostics.HasErrors)
        {
            diagnostics.Add(RuleDiagnostics.NoPolicy(folder.Namespaces));
        }

        ReportMissingNamespaces();
        return _definitions;
    }

    private bool IsAskedFor(string package) => folder.Namespaces.Contains(package) || folder.Namespaces.Contains(AllNamespaces);

    private void ReadTrivy(IEnumerable<RegoModule> package)
    {
        foreach (var module in package)
        {
            if (TrivyCheck.Find(module) is { } annotation && TrivyCheck.Read(module, annotation, diagnostics) is { } definition)
            {
                _definitions.Add(definition);
            }
        }
    }

    private void ReadOurs(IEnumerable<RegoModule> package)
    {
        foreach (var module in package)
        {
            if (RuleMetadataReader.Find(module) is { } annotation
                && new RuleMetadataReader(module, annotation, diagnostics).Read(pack: null) is { } metadata)
            {
                _definitions.Add(RuleDefinition.OfPackage(metadata, module));
            }
        }
    }

    private void ReadPlain(string package, IReadOnlyList<RegoModule> files)
    {
        var hasExceptions = files.Any(static m => m.Rules.Any(static r => r.Head.Name.Name == "exception"));
        var checks = files.SelectMany(static m => CheckName.In(m).Select(check => (check.Name, check.Rule, Module: m)));
        foreach (var check in checks.GroupBy(static c => c.Name))
        {
            var (name, rule, module) = check.First();
            if (check.FirstOrDefault(static c => IsOneValue(c.Rule)) is { Rule: not null } faulty)
            {
                diagnostics.Add(RuleDiagnostics.NotASet(faulty.Module.Source, faulty.Rule.Head.Span, name.Text));
            }

            var annotation = check.SelectMany(static c => c.Rule.Annotations).FirstOrDefault();
            _definitions.Add(new RuleDefinition(Describe(package, name, module, rule, annotation), [name], hasExceptions));
        }
    }

    private static RuleMetadata Describe(string package, CheckName name, RegoModule module, RegoRule rule, Annotation? annotation) => new()
    {
        Id = new RuleId($"{package}.{name.Text}"),
        Title = annotation?.Title ?? $"{package}.{name.Text}",
        Description = annotation?.Description ?? "",
        Severity = SeverityNames.Parse((annotation?.Custom?.Get("severity") as StringValue)?.Value) ?? DefaultSeverity,
        Remediation = (annotation?.Custom?.Get("remediation") as StringValue)?.Value ?? "",
        Scope = RuleScope.Document,
        Package = package,
        Source = module.Source,
        Span = rule.Head.Span,
    };

    // `deny { … }` and `deny = true` say that something is wrong and not what; Conftest passes over them in silence.
    private static bool IsOneValue(RegoRule rule) =>
        rule.Head.Kind == RuleKind.Value && (rule.Head.Path.Length > 0 || rule.Head.Value is null or ScalarTerm);

    private void ReportUnasked(IEnumerable<RegoModule> package)
    {
        foreach (var module in package)
        {
            foreach (var (name, rule) in CheckName.In(module))
            {
                diagnostics.Add(RuleDiagnostics.NeverEvaluated(module.Source, rule.Head.Span, RuleMetadataReader.PackageName(module), name.Text));
            }
        }
    }

    private void ReportMissingNamespaces()
    {
        foreach (var name in folder.Namespaces)
        {
            // "main" is only the default; that it is missing matters only where nothing else was found.
            if (name is not (AllNamespaces or "main") && modules.All(m => RuleMetadataReader.PackageName(m) != name))
            {
                diagnostics.Add(RuleDiagnostics.UnknownNamespace(name));
            }
        }
    }
}
