using System.Text.Json;
using Turnpike.Estate.Identity;
using Turnpike.Estate.References;
using Turnpike.Inventory.Coverage;
using Turnpike.Inventory.History;
using Turnpike.Inventory.Relations;
using Turnpike.Server.Api;

namespace Turnpike.Server.Estate;

/// <summary>Which estate an answer is about.</summary>
/// <param name="Position">The last entry of the ledger that it shows; negative where nothing was pushed by then.</param>
/// <param name="Moment">The moment that was asked for, or that of the answer.</param>
/// <param name="IsCurrent">No moment was asked for.</param>
/// <param name="Hash">Equal for equal estates, in base64.</param>
/// <param name="NotKept">Scopes whose content of that moment is no longer kept: what they held is missing from the answer.</param>
public sealed record AsOfResource(long Position, DateTimeOffset Moment, bool IsCurrent, string Hash, IReadOnlyList<string> NotKept);

/// <summary>A resource without its attributes.</summary>
/// <param name="Key"><c>scope//address</c>.</param>
/// <param name="ObservedAt">When its source was last pushed.</param>
public sealed record EstateRowResource(
    string Key,
    string Scope,
    string Address,
    string Type,
    ResourceMode Mode,
    string Provider,
    string Source,
    string? Id,
    string? Arn,
    string? Name,
    string? Deposed,
    IReadOnlyDictionary<string, string> Tags,
    DateTimeOffset ObservedAt);

/// <param name="Total">How many match in all.</param>
/// <param name="Notes">What the asker should know of the answer.</param>
public sealed record EstateSearchResource(IReadOnlyList<EstateRowResource> Items, string? Next, int Total, IReadOnlyList<string> Notes, AsOfResource AsOf);

/// <param name="Attributes">What is withheld or unknown is said to be.</param>
/// <param name="IsKept">False where the attributes of then were deleted since.</param>
/// <param name="DependsOn">At most 200 each; <c>relations</c> gives more.</param>
public sealed record EstateResourceResource(
    EstateRowResource Resource,
    JsonElement? Attributes,
    bool IsKept,
    IReadOnlyList<RelationResource> DependsOn,
    IReadOnlyList<RelationResource> UsedBy,
    AsOfResource AsOf);

/// <summary>One resource depends on another.</summary>
/// <param name="Attribute">Of <paramref name="From"/>.</param>
/// <param name="IsCertain">False where several resources go by what is named.</param>
public sealed record RelationResource(string From, string FromType, string To, string ToType, string Attribute, EdgeKind Kind, bool IsCertain);

/// <param name="CutBecause">Which limit ended the search; null where everything is listed.</param>
public sealed record NeighbourhoodResource(IReadOnlyList<EstateRowResource> Items, IReadOnlyList<RelationResource> Relations, string? CutBecause, AsOfResource AsOf);

/// <param name="CutBecause">Which limit ended the search; null where everything is listed.</param>
public sealed record BlastRadiusResource(IReadOnlyList<AffectedResource> Items, int Total, string? CutBecause, AsOfResource AsOf);

/// <param name="Path">How it depends on the one asked for: its own relation first.</param>
public sealed record AffectedResource(EstateRowResource Resource, int Distance, bool IsCertain, IReadOnlyList<RelationResource> Path);

/// <param name="Kind">Null where there is no way.</param>
public sealed record EstatePathResource(PathKind? Kind, IReadOnlyList<RelationResource> Relations, AsOfResource AsOf);

/// <param name="CutBecause">Why older events are not listed; null where it is told from the beginning.</param>
public sealed record ResourceHistoryResource(string Key, IReadOnlyList<ResourceEventResource> Items, string? CutBecause);

/// <param name="Position">Of the entry of the ledger.</param>
/// <param name="Attributes">What is different; null where that is no longer kept.</param>
public sealed record ResourceEventResource(
    ResourceEventKind Kind,
    long Position,
    DateTimeOffset At,
    string By,
    string Source,
    string? Change,
    IReadOnlyList<AttributeChangeResource>? Attributes);

/// <param name="Before">Null where there was none.</param>
public sealed record AttributeChangeResource(string Path, JsonElement? Before, JsonElement? After);

public sealed record ScopesResource(IReadOnlyList<ScopeResource> Items, int Resources, AsOfResource AsOf);

/// <param name="ObservedAt">When anything of it was last pushed.</param>
/// <param name="IsKept">False where its content of then was deleted since, or is damaged.</param>
public sealed record ScopeResource(string Name, int Resources, DateTimeOffset ObservedAt, bool IsKept, IReadOnlyList<ScopeSourceResource> Sources)
{
    /// <summary>What is wrong with its content, where that is damaged; pushing its sources again mends it.</summary>
    public string? Fault { get; init; }
}

/// <param name="ObservedAt">When its content came first.</param>
/// <param name="ConfirmedAt">When it was last pushed, changed or not; to the hour where it was not.</param>
/// <param name="Position">Of the entry of the ledger.</param>
/// <param name="ReadAt">When a sync last read it, changed or not; null where none ever did.</param>
/// <param name="Connection">The connection that reads it; null where it is pushed.</param>
/// <param name="Unread">What of it could not be read: what depends on that is unknown, not absent.</param>
public sealed record ScopeSourceResource(
    string Name,
    string Kind,
    int Resources,
    DateTimeOffset ObservedAt,
    DateTimeOffset ConfirmedAt,
    string By,
    string? Change,
    long Position,
    DateTimeOffset? ReadAt = null,
    string? Connection = null,
    IReadOnlyList<CoverageItem>? Unread = null);

/// <summary>What became of a push.</summary>
/// <param name="IsUnchanged">The same was known already.</param>
/// <param name="Warnings">What was read but looks wrong.</param>
/// <param name="Scans">Of a file of scanners' reports: one a report, which speaks of resources and holds none.</param>
public sealed record SourceReceiptResource(
    string Scope,
    string Name,
    string Kind,
    int Resources,
    int Added,
    int Changed,
    int Removed,
    bool IsUnchanged,
    long Position,
    DateTimeOffset ObservedAt,
    IReadOnlyList<ProblemDiagnostic> Warnings,
    IReadOnlyList<Scans.ScanReceiptResource>? Scans = null);
