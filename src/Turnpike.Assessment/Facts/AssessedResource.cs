using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Ownership;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Assessment.Facts;

/// <summary>One thing of the real world, without its attributes.</summary>
public sealed class AssessedResource
{
    private readonly AssessedEstate _estate;

    internal AssessedResource(AssessedEstate estate, JoinedResource joined)
    {
        (_estate, Joined) = (estate, joined);
        Type = ResourcePlace.TypeOf(joined.Row.Type);
    }

    public JoinedResource Joined { get; }

    /// <summary>The one type under which the provider shows it.</summary>
    public string Type { get; }

    public ResourceKey Key => Joined.Row.Key;

    public JoinedStatus Status => Joined.Status;

    public ResourcePlace Place => Joined.Place;

    /// <summary>What people call it: its own name, else its tag <c>Name</c>, its id, its address.</summary>
    public string Name => Joined.Observed?.Name ?? Joined.Row.Name ?? Tags.FirstOrDefault(static t => t.Key == "Name").Value ?? Id ?? Key.Address;

    public string? Id => Joined.Observed?.Id ?? Joined.Row.Id;

    public string? Arn => Joined.Observed?.Arn ?? Joined.Row.Arn;

    /// <summary>It is there, or may be: neither orphaned in a state nor absent.</summary>
    public bool IsThere => Status is not (JoinedStatus.Orphaned or JoinedStatus.Absent);

    /// <summary>As it is in the real world where it was seen, else as what manages it says.</summary>
    public ResourceRow Seen => Joined.Observed ?? Joined.Row;

    public IReadOnlyList<KeyValuePair<string, string>> Tags => Seen.Tags;

    /// <summary>Null where nothing says it.</summary>
    public string? Owner => _estate.ValueOf(this, OwnershipQuestion.Owner);

    /// <inheritdoc cref="Owner"/>
    public string? Environment => _estate.ValueOf(this, OwnershipQuestion.Environment);

    /// <summary>How grave its answer is among the names that the rules have: from 1 to 0; null where there is none, or it is none of them.</summary>
    public double? GravityOf(OwnershipQuestion question) => _estate.ValueOf(this, question) is { } value ? _estate.Vocabulary.GravityOf(question, value) : null;

    public override string ToString() => Key.ToString();
}
