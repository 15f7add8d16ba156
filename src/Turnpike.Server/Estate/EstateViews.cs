using System.Text.Json;
using Turnpike.Estate;
using Turnpike.Inventory.History;
using Turnpike.Inventory.Relations;
using Turnpike.Inventory.Snapshots;
using Turnpike.Inventory.Sources;
using Turnpike.Server.Api;
using Turnpike.Values;

namespace Turnpike.Server.Estate;

/// <summary>A snapshot as the API and the pages show it.</summary>
/// <param name="isCurrent">No moment was asked for.</param>
public sealed class EstateViews(EstateSnapshot estate, bool isCurrent)
{
    public const int MaxRelations = 200;

    private readonly Dictionary<(string, string), DateTimeOffset> _observed = estate.Scopes
        .SelectMany(static s => s.Sources.Select(o => (Key: (s.Name, o.Name), o.ConfirmedAt)))
        .ToDictionary(static s => s.Key, static s => s.ConfirmedAt);

    public AsOfResource AsOf { get; } = new(estate.Position, estate.Moment, isCurrent, estate.Hash.ToBase64(), [.. estate.Scopes.Where(static s => !s.IsKept).Select(static s => s.Name)]);

    public EstateRowResource Of(ResourceRow row) => new(
        row.Key.ToString(),
        row.Key.Scope,
        row.Key.Address,
        row.Type,
        row.Mode,
        row.Provider,
        row.Source,
        row.Id,
        row.Arn,
        row.Name,
        row.Deposed,
        Tags(row),
        _observed.GetValueOrDefault((row.Key.Scope, row.Source)));

    public EstateResourceResource Detail(ResourceRow row, Resource loaded)
    {
        var isKept = loaded.Attributes is not UnknownValue { IsSensitive: false };
        return new EstateResourceResource(
            Of(row),
            isKept ? Json(loaded.Attributes) : null,
            isKept,
            [.. estate.DependsOn(row, MaxRelations).Select(Of)],
            [.. estate.UsedBy(row, MaxRelations).Select(Of)],
            AsOf);
    }

    public NeighbourhoodResource Of(Neighbourhood around) => new([.. around.Resources.Select(Of)], [.. around.Relations.Select(Of)], around.CutBecause, AsOf);

    public BlastRadiusResource Of(BlastRadius radius) => new(
        [.. radius.Affected.Select(a => new AffectedResource(Of(a.Resource), a.Distance, a.IsCertain, [.. radius.PathOf(a).Select(Of)]))],
        radius.Affected.Count,
        radius.CutBecause,
        AsOf);

    public EstatePathResource Of(EstatePath? path) => new(path?.Kind, [.. (path?.Relations ?? []).Select(Of)], AsOf);

    public bool IsDamaged(string scope) => estate.Scopes.Any(s => s.Name == scope && s.Fault is not null);

    public ScopesResource Scopes() => new(
        [.. estate.Scopes.Select(static s => new ScopeResource(s.Name, s.Resources, s.ObservedAt, s.IsKept, [.. s.Sources.Select(Of)]) { Fault = s.Fault })],
        estate.Count,
        AsOf);

    public static RelationResource Of(Relation relation) =>
        new(relation.From.Key.ToString(), relation.From.Type, relation.To.Key.ToString(), relation.To.Type, relation.Attribute, relation.Kind, relation.IsCertain);

    public static ResourceHistoryResource Of(ResourceKey key, ResourceHistory history) => new(
        key.ToString(),
        [.. history.Events.Select(static e => new ResourceEventResource(e.Kind, e.Position, e.At, e.By, e.Source, e.Change, e.Attributes is null ? null : [.. e.Attributes.Select(Of)]))],
        history.CutBecause);

    public static SourceReceiptResource Of(SourceReceipt receipt) => new(
        receipt.Scope,
        receipt.Name,
        receipt.Kind,
        receipt.Resources,
        receipt.Added,
        receipt.Changed,
        receipt.Removed,
        receipt.IsUnchanged,
        receipt.Position,
        receipt.ObservedAt,
        [.. receipt.Warnings.Select(ProblemDiagnostic.Of)]);

    /// <summary>Without what is sensitive: what is withheld or unknown is said to be.</summary>
    public static JsonElement Json(Value value)
    {
        using var document = JsonDocument.Parse(JsonText.Redacted(value), new JsonDocumentOptions { MaxDepth = 2_000 });
        return document.RootElement.Clone();
    }

    private static AttributeChangeResource Of(AttributeChange change) =>
        new(change.Path.ToString(), change.Before is null ? null : Json(change.Before), change.After is null ? null : Json(change.After));

    private static ScopeSourceResource Of(SourceState state) =>
        new(state.Name, state.Kind, state.Resources, state.ObservedAt, state.ConfirmedAt, state.By, state.Change, state.Position);

    // A hostile source may say one key twice.
    private static Dictionary<string, string> Tags(ResourceRow row)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in row.Tags)
        {
            tags.TryAdd(key, value);
        }

        return tags;
    }
}
