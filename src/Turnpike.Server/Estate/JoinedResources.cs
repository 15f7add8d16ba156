using System.Text.Json;
using Turnpike.Formats.Observation;
using Turnpike.Inventory.Coverage;
using Turnpike.Inventory.Joining;

namespace Turnpike.Server.Estate;

/// <summary>One thing of the real world, whoever tells of it.</summary>
/// <param name="Key">Of what stands for it: what manages it, else what was observed.</param>
/// <param name="ObservedKey">Of what was observed; null where it was not seen.</param>
/// <param name="By">By what both are known to be one; null where only one tells of it.</param>
/// <param name="Drift">What is otherwise than its state or manifest has it.</param>
/// <param name="MadeBy">The tool that made what is unmanaged; null for by hand, as far as can be told.</param>
/// <param name="Account">The account, subscription, project or cluster; empty where it does not tell.</param>
/// <param name="Says">Why it is unknown, or what became of it; and what to do.</param>
/// <param name="Declared">The key of the code that declares it, where that was pushed.</param>
/// <param name="Resembles">What is there and unmanaged for what is orphaned or absent, and the other way round.</param>
public sealed record JoinedResourceResource(
    string Key,
    string Type,
    string? Id,
    string? Name,
    JoinedStatus Status,
    RowSide Side,
    string? ObservedKey,
    JoinedBy? By,
    IReadOnlyList<DriftResource> Drift,
    MadeBy? MadeBy,
    string Provider,
    string Account,
    string Region,
    string? Says,
    string? Declared,
    IReadOnlyList<JoinHintResource> Resembles);

/// <summary>Another thing that may be meant: a guess, by which nothing is joined.</summary>
/// <param name="Says">What both have in common.</param>
public sealed record JoinHintResource(string Key, string Says);

/// <param name="State">Null where the state has none.</param>
/// <param name="Observed">Null where nothing is there.</param>
public sealed record DriftResource(string Path, JsonElement? State, JsonElement? Observed);

/// <param name="Total">How many match in all.</param>
/// <param name="Counts">Of the whole estate, by status.</param>
/// <param name="Makers">How much of what is unmanaged each tool made; <c>hand</c> for none that is known.</param>
public sealed record JoinedPageResource(IReadOnlyList<JoinedResourceResource> Items, string? Next, int Total, IReadOnlyDictionary<string, int> Counts, IReadOnlyDictionary<string, int> Makers, int Conflicts, AsOfResource AsOf);

/// <param name="Kind"><c>two-claim-one</c>, <c>one-id-twice</c> or <c>which-state</c>.</param>
/// <param name="Says">What is at odds, and what can be done.</param>
public sealed record JoinConflictResource(string Kind, IReadOnlyList<string> Resources, string Says);

/// <summary>How far a source could be read.</summary>
/// <param name="ReadAt">When a sync last read it; null where none ever did.</param>
/// <param name="Items">Each call or collection.</param>
public sealed record SourceCoverageResource(string Scope, string Source, string? Connection, DateTimeOffset? ReadAt, IReadOnlyList<CoverageItem> Items);
