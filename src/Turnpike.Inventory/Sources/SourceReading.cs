using Turnpike.Estate;
using Turnpike.Estate.Identity;
using Turnpike.Formats;
using Turnpike.Formats.Kubernetes;
using Turnpike.Formats.Observation;
using Turnpike.Formats.TerraformPlan;
using Turnpike.Formats.TerraformShow;
using Turnpike.Formats.TerraformState;
using Turnpike.Inventory.Coverage;
using Turnpike.Inventory.Segments;
using Turnpike.Ledger.Entries;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Inventory.Sources;

/// <summary>What was pushed, read and without what is sensitive; or why not.</summary>
internal sealed record SourceReading(InputKind? Kind, IReadOnlyList<KeptResource> Resources, DiagnosticBag Diagnostics)
{
    /// <summary>How far it could be read, where the document says so.</summary>
    public IReadOnlyList<CoverageItem>? Coverage { get; private init; }

    private const int MaxScope = 200;
    private const int MaxName = 300;
    private const int MaxAddress = 2_048;

    public static SourceReading Of(SourcePush push, InstallationKey key)
    {
        var diagnostics = new DiagnosticBag();
        CheckNames(push, diagnostics);
        var read = InputReader.Read(push.Name, push.Content, new InputReaderOptions { Scope = new EstateScope(push.Scope), TakesPlain = static () => false });
        diagnostics.AddRange(read.Diagnostics);
        IReadOnlyList<Resource>? resources = read.Document switch
        {
            TerraformStateDocument state => state.Resources,
            TerraformShowDocument show => show.Resources,
            ObservationDocument observation => observation.Resources,
            KubernetesDocument manifests => manifests.Resources,
            TerraformPlanDocument { IsCode: true } code => Declared(code),
            _ => null,
        };
        if (read.Document is { Kind: InputKind.TerraformPlan } plan)
        {
            diagnostics.Add(SourceDiagnostics.IsPlan(plan.Source));
        }
        else if (resources is null && !diagnostics.HasErrors)
        {
            diagnostics.Add(SourceDiagnostics.HoldsNothing(push.Name));
        }

        return new SourceReading(read.Kind, diagnostics.HasErrors ? [] : Kept(push, resources!, key, diagnostics), diagnostics)
        {
            Coverage = (read.Document as ObservationDocument)?.Coverage.Select(CoverageItem.Of).ToList(),
        };
    }

    // What a deferred change leads to nobody knows yet, nor how many of it there are.
    private static List<Resource> Declared(TerraformPlanDocument code) =>
    [
        .. code.Changes.Where(static c => c is { Actions.Creates: true, Address.Index: not UnknownValue }).Select(static c => new Resource
        {
            Id = c.Id,
            Provider = c.Provider,
            Content = c.AfterContent,
            Origin = c.Origin.At(c.AfterPath),
            References = c.References,
        }),
    ];

    internal static void CheckNames(SourcePush push, DiagnosticBag diagnostics)
    {
        if (push.Scope.Length is 0 or > MaxScope || push.Scope.Trim() != push.Scope || push.Scope.EndsWith('/')
            || push.Scope.Contains("//", StringComparison.Ordinal) || push.Scope.Any(char.IsControl))
        {
            diagnostics.Add(SourceDiagnostics.BadScope(push.Scope));
        }

        if (push.Name.Length is 0 or > MaxName || push.Name.Any(char.IsControl))
        {
            diagnostics.Add(SourceDiagnostics.BadName(push.Name));
        }
    }

    private static List<KeptResource> Kept(SourcePush push, IReadOnlyList<Resource> resources, InstallationKey key, DiagnosticBag diagnostics)
    {
        var kept = new List<KeptResource>(resources.Count);
        var seen = new HashSet<(string, string?)>();
        foreach (var resource in resources)
        {
            var address = resource.Address.Text;
            if (!RowFields.CanHold(address) || address.Length > MaxAddress)
            {
                diagnostics.Add(SourceDiagnostics.BadAddress(push.Name, address.Length > 100 ? address[..100] + "…" : address));
            }
            else if (seen.Add((address, resource.Deposed)))
            {
                kept.Add(KeptResource.Of(resource, push.Name, key));
            }
            else
            {
                diagnostics.Add(SourceDiagnostics.Twice(push.Name, address));
            }
        }

        return kept;
    }
}
