using Turnpike.Inventory.Joining;
using Turnpike.Web.Connections;

namespace Turnpike.Web.Joined;

/// <summary>The joined estate as it is asked for.</summary>
public sealed record JoinedView
{
    public required JoinedAsked Asked { get; init; }

    /// <summary>Of all that match, whatever their status.</summary>
    public required StatusCounts Counts { get; init; }

    /// <summary>The same by the dimension that is asked for.</summary>
    public required IReadOnlyList<(string Value, StatusCounts Counts)> Groups { get; init; }

    public required IReadOnlyList<JoinedRow> Items { get; init; }

    /// <summary>How many match, with the status.</summary>
    public required int Total { get; init; }

    /// <summary>What can be chosen of each dimension.</summary>
    public required IReadOnlyDictionary<JoinedDimension, IReadOnlyList<string>> Choices { get; init; }

    public required int Conflicts { get; init; }

    /// <summary>How fresh each connection is, the least first.</summary>
    public required IReadOnlyList<(string Connection, PartSum Sum)> Fresh { get; init; }

    /// <summary>Nothing at all is known, of whichever side.</summary>
    public required bool IsEmpty { get; init; }

    /// <summary>Somebody has shown what is really there.</summary>
    public required bool IsObserved { get; init; }
}

/// <param name="ReadAt">When what was observed was last read; null where it was not.</param>
/// <param name="Owner">Null for nobody.</param>
public sealed record JoinedRow(JoinedResource Resource, string? Owner, DateTimeOffset? ReadAt);

/// <summary>How one resource stands to what is there.</summary>
/// <param name="ReadAt">When what was observed was last read.</param>
/// <param name="StateSeenAt">When the state or the code that tells of it was last seen.</param>
/// <param name="Connection">That reads it.</param>
/// <param name="Conflicts">That it is part of.</param>
public sealed record StandingView(JoinedResource Resource, DateTimeOffset? ReadAt, DateTimeOffset? StateSeenAt, string? Connection, IReadOnlyList<JoinConflict> Conflicts);
