using Turnpike.Formats.Observation;
using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Ownership;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Assessment.Facts;

/// <summary>
/// One thing of the real world, without its attributes. There may be a hundred thousand: what most sections ask of each is kept,
/// and its rows with their names and tags are made again for whoever asks.
/// </summary>
public sealed class AssessedResource
{
    private readonly AssessedEstate _estate;
    private readonly int _index;

    internal AssessedResource(AssessedEstate estate, int index, JoinedResource joined)
    {
        (_estate, _index) = (estate, index);
        var seen = joined.Observed ?? joined.Row;
        (Key, Status, Side, Place, MadeBy) = (joined.Row.Key, joined.Status, joined.Side, joined.Place, joined.MadeBy);
        (Type, SeenType, IsKubernetes) = (ResourcePlace.TypeOf(joined.Row.Type), seen.Type, seen.IsKubernetes);
        SeenIn = joined.Observed?.Source;
    }

    public ResourceKey Key { get; }

    /// <summary>The one type under which the provider shows it.</summary>
    public string Type { get; }

    /// <summary>The type as it is seen.</summary>
    public string SeenType { get; }

    public bool IsKubernetes { get; }

    public JoinedStatus Status { get; }

    public RowSide Side { get; }

    public ResourcePlace Place { get; }

    /// <summary>The tool that made what nothing manages; null for by hand, as far as can be told.</summary>
    public MadeBy? MadeBy { get; }

    /// <summary>The source that shows it in the real world; null where it was not seen.</summary>
    public string? SeenIn { get; }

    public bool IsSeen => SeenIn is not null;

    /// <summary>It is there, or may be: neither orphaned in a state nor absent.</summary>
    public bool IsThere => Status is not (JoinedStatus.Orphaned or JoinedStatus.Absent);

    /// <summary>All that is known of it but its attributes.</summary>
    public JoinedResource Joined => _estate.JoinedAt(_index);

    /// <summary>As it is in the real world where it was seen, else as what manages it says.</summary>
    public ResourceRow Seen => Joined.Observed ?? Joined.Row;

    /// <summary>What people call it: its own name, else its tag <c>Name</c>, its id, its address.</summary>
    public string Name => Joined.Observed?.Name ?? Joined.Row.Name ?? Tags.FirstOrDefault(static t => t.Key == "Name").Value ?? Id ?? Key.Address;

    public string? Id => Joined.Observed?.Id ?? Joined.Row.Id;

    public string? Arn => Joined.Observed?.Arn ?? Joined.Row.Arn;

    public IReadOnlyList<KeyValuePair<string, string>> Tags => Seen.Tags;

    /// <summary>Null where nothing says it.</summary>
    public string? Owner => ValueOf(OwnershipQuestion.Owner);

    /// <inheritdoc cref="Owner"/>
    public string? Environment => ValueOf(OwnershipQuestion.Environment);

    /// <summary>How grave its answer is among the names that the rules have: from 1 to 0; null where there is none, or it is none of them.</summary>
    public double? GravityOf(OwnershipQuestion question) => ValueOf(question) is { } value ? _estate.Ownership.Vocabulary.GravityOf(question, value) : null;

    public override string ToString() => Key.ToString();

    private string? ValueOf(OwnershipQuestion question) => _estate.Ownership.ValueOf(_index, question);
}
