using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Gate.Gatekeeper;

/// <summary>Reads one constraint of a template.</summary>
internal sealed class ConstraintReader(PolicyObject item, ConstraintTemplate template, GoPattern patterns, DiagnosticBag diagnostics)
{
    public const string Group = "constraints.gatekeeper.sh";

    private static readonly string[] s_versions = ["v1beta1", "v1alpha1", "v1"];
    private static readonly ValuePath s_parameters = ValuePath.Of("spec", "parameters");
    private static readonly ValuePath s_action = ValuePath.Of("spec", "enforcementAction");
    private static readonly ValuePath s_scopedActions = ValuePath.Of("spec", "scopedEnforcementActions");

    // The points at which an object is judged before it is there; audits look at what is.
    private static readonly string[] s_points = ["*", "validation.gatekeeper.sh", "gator.gatekeeper.sh", "vap.k8s.io"];

    public Constraint Read()
    {
        if (!s_versions.Contains(item.Version))
        {
            diagnostics.Add(GatekeeperDiagnostics.UnknownVersion(item, string.Join(", ", s_versions.Select(static v => $"{Group}/{v}"))));
        }

        if (item.Name.Length == 0)
        {
            diagnostics.Add(GatekeeperDiagnostics.Missing(item, ValuePath.Of("metadata", "name"), "name"));
        }

        if (item.Value.Get("spec") is not (null or NullValue or ObjectValue))
        {
            diagnostics.Add(GatekeeperDiagnostics.WrongShape(item, ValuePath.Of("spec"), "an object"));
        }

        var match = new MatchReader(item, diagnostics).Read(item.At(ValuePath.Of("spec", "match")));
        return new Constraint(item, template, match, Parameters(), Action());
    }

    private ObjectValue Parameters()
    {
        var given = item.At(s_parameters);
        if (given is not (null or NullValue or ObjectValue))
        {
            diagnostics.Add(GatekeeperDiagnostics.WrongShape(item, s_parameters, "an object"));
            return ObjectValue.Empty;
        }

        var parameters = given as ObjectValue ?? ObjectValue.Empty;
        if (template.ParameterSchema is null)
        {
            return parameters;
        }

        var schema = new ParameterSchema(
            patterns,
            (path, what) => diagnostics.Add(GatekeeperDiagnostics.BadParameter(item, path, what)),
            path =>
            {
                if (template.IsStructural)
                {
                    diagnostics.Add(GatekeeperDiagnostics.UndeclaredParameter(item, path));
                }
            });
        return (ObjectValue)schema.Check(template.ParameterSchema.With("type", Value.Of("object")), parameters, s_parameters);
    }

    private Enforcement Action()
    {
        var action = PolicyObject.TextOf(item.At(s_action));
        return action == "scoped" ? ScopedAction() : Parse(action.Length == 0 ? "deny" : action, s_action);
    }

    /// <summary>The strictest action where an object is judged before it is there; what only an audit does is never stricter than a warning.</summary>
    private Enforcement ScopedAction()
    {
        if (item.At(s_scopedActions) is not ArrayValue { Count: > 0 } actions)
        {
            diagnostics.Add(GatekeeperDiagnostics.WrongShape(item, s_scopedActions, "a list of actions with their enforcementPoints"));
            return Enforcement.Deny;
        }

        var strictest = Enforcement.DryRun;
        for (var i = 0; i < actions.Count; i++)
        {
            var entry = actions[i] as ObjectValue;
            var action = Parse(PolicyObject.TextOf(entry?.Get("action")), s_scopedActions.Append(i).Append("action"));
            var isAtAdmission = entry?.Get("enforcementPoints") is ArrayValue points
                && points.Items.ToArray().Any(static point => s_points.Contains(PolicyObject.TextOf((point as ObjectValue)?.Get("name"))));
            action = isAtAdmission || action == Enforcement.DryRun ? action : Enforcement.Warn;
            strictest = action > strictest ? action : strictest;
        }

        return strictest;
    }

    private Enforcement Parse(string action, ValuePath path)
    {
        switch (action)
        {
            case "deny":
                return Enforcement.Deny;
            case "warn":
                return Enforcement.Warn;
            case "dryrun":
                return Enforcement.DryRun;
            default:
                diagnostics.Add(GatekeeperDiagnostics.BadChoice(item, path, action, path.Count == 2 ? "deny, warn, dryrun or scoped" : "deny, warn or dryrun"));
                return Enforcement.Deny;
        }
    }
}
