using System.Text.Json.Serialization;
using Turnpike.Formats.Observation;

namespace Turnpike.Inventory.Coverage;

/// <summary>One call or collection of a source, and how far it was read.</summary>
/// <param name="Status">As an observation says it: <c>read</c>, <c>denied</c>.</param>
public sealed record CoverageItem(string What, string Status, IReadOnlyList<string> Types, string? Message)
{
    [JsonIgnore]
    public bool IsRead => Status == CoverageStatus.Read.ToText();

    /// <summary>Read, or there is no such thing where it was asked for: either way, what was not seen is not there.</summary>
    [JsonIgnore]
    public bool IsSettled => IsRead || Status == CoverageStatus.Unsupported.ToText();

    public static CoverageItem Of(Formats.Observation.Coverage coverage) => new(coverage.What, coverage.Status.ToText(), coverage.Types, coverage.Message);

    public bool Equals(CoverageItem? other) =>
        other is not null && What == other.What && Status == other.Status && Message == other.Message && Types.SequenceEqual(other.Types);

    public override int GetHashCode() => HashCode.Combine(What, Status, Message);
}

/// <summary>How far a source could be read.</summary>
public sealed record SourceCoverage(string Source, IReadOnlyList<CoverageItem> Items);

/// <summary>How far each source could be read, at a moment.</summary>
/// <param name="Position">Of the last entry that told of it; negative where none did.</param>
public sealed record EstateCoverage(long Position, IReadOnlyList<(string Scope, SourceCoverage Coverage)> Sources);
