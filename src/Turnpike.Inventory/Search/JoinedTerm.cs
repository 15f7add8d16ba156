using System.Text.Json;
using Turnpike.Inventory.Joining;

namespace Turnpike.Inventory.Search;

/// <summary>What only the joined estate knows. A query that holds one finds each thing once, as the row that stands for it.</summary>
internal abstract record JoinedTerm : QueryTerm
{
    public override int Cost => 2;

    public override bool AsksJoined => true;

    /// <param name="maker">Null for none.</param>
    public abstract bool Matches(JoinedStatus status, string? maker);
}

/// <summary>Whatever stands for a thing: beside what is turned around, so that the other rows of what it leaves out do not come in by it.</summary>
internal sealed record ThingTerm : JoinedTerm
{
    public override int Cost => 0;

    public override bool Matches(JoinedStatus status, string? maker) => true;
}

internal sealed record StatusTerm(IReadOnlyList<JoinedStatus> Statuses) : JoinedTerm
{
    /// <summary>As the API writes them.</summary>
    public static IReadOnlyList<(JoinedStatus Status, string Word)> Words { get; } = [.. Enum.GetValues<JoinedStatus>().Select(static s => (s, JsonNamingPolicy.KebabCaseLower.ConvertName(s.ToString())))];

    public override bool Matches(JoinedStatus status, string? maker) => Statuses.Contains(status);
}

internal sealed record MakerTerm(Glob Tool) : JoinedTerm
{
    public override bool Matches(JoinedStatus status, string? maker) => maker is not null && Tool.Matches(maker);
}
