using Turnpike.Gate.Rules;
using Turnpike.Text;

namespace Turnpike.Gate.Gatekeeper;

/// <summary>What was found in the files of a policy folder.</summary>
internal sealed record GatekeeperPolicies(IReadOnlyList<Constraint> Constraints, IReadOnlyList<ConstraintTemplate> Templates, IReadOnlyList<ExpansionTemplate> Expansions);

/// <summary>Finds templates and constraints among the YAML and JSON files of a policy folder and puts them together.</summary>
internal sealed class GatekeeperReader(DiagnosticBag diagnostics)
{
    private readonly GoPattern _patterns = new();
    private readonly Dictionary<string, ConstraintTemplate> _templates = [];
    private readonly Dictionary<(string Kind, string Name), PolicyObject> _constraints = [];
    private readonly List<ExpansionTemplate> _expansions = [];

    public GatekeeperPolicies Read(IEnumerable<SourceText> files) =>
        Read([.. files.Where(PolicyObjects.MayBeIn).SelectMany(file => PolicyObjects.Read(file, diagnostics))]);

    public GatekeeperPolicies Read(IReadOnlyList<PolicyObject> objects)
    {
        ReadTemplates([.. objects.Where(static o => o is { Group: TemplateReader.Group, Kind: "ConstraintTemplate" })]);
        foreach (var item in objects)
        {
            if (item.Group == ConstraintReader.Group && IsFirst(item))
            {
                _constraints.Add((item.Kind, item.Name), item);
            }
            else if (item is { Group: ExpansionTemplate.Group, Kind: "ExpansionTemplate" })
            {
                _expansions.Add(ExpansionTemplate.Read(item, diagnostics));
            }
            else
            {
                Note(item);
            }
        }

        var constraints = _constraints.Values.Select(ReadConstraint).OfType<Constraint>().ToList();
        foreach (var template in _templates.Values)
        {
            if (!_constraints.Keys.Any(key => key.Kind == template.Kind))
            {
                diagnostics.Add(GatekeeperDiagnostics.UnusedTemplate(template.Object, template.Kind));
            }
        }

        return new GatekeeperPolicies(constraints, [.. _templates.Values], _expansions);
    }

    // Templates do not know each other, and compiling them is most of the work.
    private void ReadTemplates(List<PolicyObject> objects)
    {
        var faults = new DiagnosticBag[objects.Count];
        var templates = new ConstraintTemplate?[objects.Count];
        Parallel.For(0, objects.Count, at =>
        {
            faults[at] = [];
            templates[at] = new TemplateReader(objects[at], faults[at]).Read();
        });
        for (var i = 0; i < templates.Length; i++)
        {
            var isNew = templates[i] is { } template && !_templates.ContainsKey(template.Kind);
            if (isNew || templates[i] is null)
            {
                diagnostics.AddRange(faults[i]);
            }

            if (isNew)
            {
                _templates.Add(templates[i]!.Kind, templates[i]!);
            }
            else if (templates[i] is { } second && _templates[second.Kind].Object is var first && first.Value != second.Object.Value)
            {
                diagnostics.Add(GatekeeperDiagnostics.DuplicateTemplate(second.Object, second.Kind, first));
            }
        }
    }

    // The same object twice, as bundles and their sources have it, is no fault.
    private bool IsFirst(PolicyObject item)
    {
        if (!_constraints.TryGetValue((item.Kind, item.Name), out var first))
        {
            return true;
        }

        if (first.Value != item.Value)
        {
            diagnostics.Add(GatekeeperDiagnostics.DuplicateConstraint(item, first));
        }

        return false;
    }

    private Constraint? ReadConstraint(PolicyObject item)
    {
        if (!_templates.TryGetValue(item.Kind, out var template))
        {
            diagnostics.Add(GatekeeperDiagnostics.NoTemplate(item, _templates.Keys.FirstOrDefault(kind => string.Equals(kind, item.Kind, StringComparison.OrdinalIgnoreCase))));
            return null;
        }

        if (template.IsOnlyCel)
        {
            diagnostics.Add(GatekeeperDiagnostics.OnlyCel(template.Object, item));
        }

        var constraint = new ConstraintReader(item, template, _patterns, diagnostics).Read();
        return template.Violations is null ? null : constraint;
    }

    private void Note(PolicyObject item)
    {
        switch (item.Group)
        {
            case "mutations.gatekeeper.sh":
                diagnostics.Add(GatekeeperDiagnostics.PassedOver(item, "mutations change objects and judge none"));
                break;
            case "externaldata.gatekeeper.sh":
                diagnostics.Add(GatekeeperDiagnostics.PassedOver(item, "policies have no network here"));
                break;
            case "config.gatekeeper.sh" or "syncset.gatekeeper.sh":
                diagnostics.Add(GatekeeperDiagnostics.PassedOver(item, "it configures the cluster's Gatekeeper; the inventory here is all manifests given"));
                break;
        }
    }

    /// <summary>A constraint in the words of the gate.</summary>
    public static RuleMetadata Describe(Constraint constraint) => new()
    {
        Id = new RuleId(constraint.Id),
        Title = constraint.Template.Title,
        Description = constraint.Template.Description,
        Severity = constraint.Enforcement switch
        {
            Enforcement.Deny => Severity.High,
            Enforcement.Warn => Severity.Medium,
            _ => Severity.Low,
        },
        Scope = RuleScope.Admission,
        Package = constraint.Template.Package,
        Source = constraint.Object.Source,
        Span = constraint.Object.Span(Turnpike.Values.ValuePath.Of("kind")),
    };
}
