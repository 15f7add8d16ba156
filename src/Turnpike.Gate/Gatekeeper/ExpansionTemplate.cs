using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Gate.Gatekeeper;

/// <summary>Gatekeeper's ExpansionTemplate: what a workload will make (a Deployment's pods) is judged with it.</summary>
internal sealed record ExpansionTemplate(
    string Name, IReadOnlyList<(IReadOnlyList<string> Groups, IReadOnlyList<string> Versions, IReadOnlyList<string> Kinds)> AppliesTo,
    ValuePath TemplateSource, string ApiVersion, string Kind, Enforcement? Enforcement)
{
    public const string Group = "expansion.gatekeeper.sh";

    public static ExpansionTemplate Read(PolicyObject item, DiagnosticBag diagnostics)
    {
        var generated = ValuePath.Of("spec", "generatedGVK");
        var source = PolicyObject.TextOf(item.At(ValuePath.Of("spec", "templateSource")));
        var kind = PolicyObject.TextOf(item.At(generated.Append("kind")));
        var version = PolicyObject.TextOf(item.At(generated.Append("version")));
        if (source.Length == 0)
        {
            diagnostics.Add(GatekeeperDiagnostics.Missing(item, ValuePath.Of("spec", "templateSource"), "templateSource"));
        }

        if (kind.Length == 0 || version.Length == 0)
        {
            diagnostics.Add(GatekeeperDiagnostics.Missing(item, generated, "generatedGVK with version and kind"));
        }

        var group = PolicyObject.TextOf(item.At(generated.Append("group")));
        return new ExpansionTemplate(
            item.Name, Applies(item, diagnostics), ValuePath.Of(source.Split('.')), group.Length == 0 ? version : $"{group}/{version}", kind, Action(item, diagnostics));
    }

    public bool Takes(AdmissionObject item) => AppliesTo.Any(entry =>
        entry.Groups.Contains(item.Group) && entry.Versions.Contains(item.Version) && entry.Kinds.Contains(item.Kind));

    /// <summary>What a workload makes; null where it holds no template.</summary>
    public AdmissionObject? Expand(AdmissionObject workload)
    {
        if (TemplateSource.Resolve(workload.Value) is not ObjectValue template)
        {
            return null;
        }

        var metadata = (template.Get("metadata") as ObjectValue ?? ObjectValue.Empty).With("name", Value.Of($"{workload.Name}-{Kind.ToLowerInvariant()}"));
        if (workload.Namespace.Length > 0)
        {
            metadata = metadata.With("namespace", Value.Of(workload.Namespace));
        }

        return new AdmissionObject(template.With("apiVersion", Value.Of(ApiVersion)).With("kind", Value.Of(Kind)).With("metadata", metadata));
    }

    private static List<(IReadOnlyList<string>, IReadOnlyList<string>, IReadOnlyList<string>)> Applies(PolicyObject item, DiagnosticBag diagnostics)
    {
        if (item.At(ValuePath.Of("spec", "applyTo")) is not ArrayValue entries)
        {
            diagnostics.Add(GatekeeperDiagnostics.Missing(item, ValuePath.Of("spec", "applyTo"), "applyTo"));
            return [];
        }

        return [.. entries.Items.ToArray().OfType<ObjectValue>().Select(static entry => (Texts(entry, "groups"), Texts(entry, "versions"), Texts(entry, "kinds")))];
    }

    private static IReadOnlyList<string> Texts(ObjectValue entry, string key) =>
        entry.Get(key) is ArrayValue items ? [.. items.Items.ToArray().Select(PolicyObject.TextOf)] : [];

    private static Enforcement? Action(PolicyObject item, DiagnosticBag diagnostics)
    {
        var path = ValuePath.Of("spec", "enforcementAction");
        switch (PolicyObject.TextOf(item.At(path)))
        {
            case "":
                return null;
            case "deny":
                return Gatekeeper.Enforcement.Deny;
            case "warn":
                return Gatekeeper.Enforcement.Warn;
            case "dryrun":
                return Gatekeeper.Enforcement.DryRun;
            case var other:
                diagnostics.Add(GatekeeperDiagnostics.BadChoice(item, path, other, "deny, warn or dryrun"));
                return null;
        }
    }
}
