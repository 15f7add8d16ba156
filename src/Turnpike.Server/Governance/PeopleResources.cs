using Turnpike.Governance.People;

namespace Turnpike.Server.Governance;

/// <summary>Somebody who has signed in.</summary>
/// <param name="Groups">As the sign-in says.</param>
/// <param name="Source">The provider that says so, or <c>local</c>.</param>
/// <param name="Teams">Ids of the teams the person is in.</param>
public sealed record PersonResource(string Id, string Name, string? Email, IReadOnlyList<string> Groups, string Source, IReadOnlyList<string> Teams)
{
    public static PersonResource Of(PersonSeen p, PeopleProjection people) =>
        new(p.Id, p.Name, p.Email, p.Groups, p.Source, [.. people.TeamsOf(p.Id).Order(StringComparer.Ordinal)]);
}

/// <param name="Groups">Groups of the sign-in whose people are the team's.</param>
/// <param name="Members">Further people, by id.</param>
public sealed record TeamResource(string Id, string Name, IReadOnlyList<string> Groups, IReadOnlyList<string> Members, string? Contact)
{
    public static TeamResource Of(TeamDefined t) => new(t.Id, t.Name, t.Groups, t.Members, t.Contact);
}

public sealed record TeamRequest(string Name, IReadOnlyList<string> Groups, IReadOnlyList<string> Members, string? Contact = null);
