using Turnpike.Ledger.Events;

namespace Turnpike.Governance.People;

/// <param name="Id">As the sign-in names the person, such as an address.</param>
/// <param name="Groups">Of the sign-in, that the person is in now.</param>
/// <param name="Source">Who says so: a provider's name, or <c>local</c>.</param>
public sealed record PersonSeen(string Id, string Name, string? Email, IReadOnlyList<string> Groups, string Source);

/// <param name="Groups">Groups of the sign-in whose people are the team's.</param>
/// <param name="Members">Further people, by id.</param>
public sealed record TeamDefined(string Id, string Name, IReadOnlyList<string> Groups, IReadOnlyList<string> Members, string? Contact);

public sealed record TeamRemoved(string Id);

/// <summary>What the ledger records of people and teams.</summary>
public static class PeopleEvents
{
    public static EventForm<PersonSeen> Seen { get; } = new("person.seen", 1, "A person signed in for the first time, or with another name or other groups than before.");

    public static EventForm<TeamDefined> Defined { get; } = new("team.defined", 1, "A team was made or changed.");

    public static EventForm<TeamRemoved> Removed { get; } = new("team.removed", 1, "A team was removed.");

    public static IReadOnlyList<EventForm> All { get; } = [Seen, Defined, Removed];
}
