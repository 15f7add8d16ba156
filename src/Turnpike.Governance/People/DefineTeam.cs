using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Governance.People;

/// <summary>Makes a team, or changes it.</summary>
public sealed class DefineTeam(ProjectionFollower follower, PeopleProjection people)
{
    private const int MaxMembers = 1_000;

    public async Task<Outcome<TeamDefined>> RunAsync(Principal principal, TeamDefined team, CancellationToken cancellationToken = default)
    {
        if (Fault(team) is { } fault)
        {
            return fault;
        }

        await follower.AppendAsync(new StreamName("team/" + team.Id), ExpectedVersion.Any, [PeopleEvents.Defined.Draft(team, principal.Id)], cancellationToken);
        return people.FindTeam(team.Id)!;
    }

    private static Refusal? Fault(TeamDefined team) =>
        Wording.FaultOfId("a team", team.Id)
        ?? (string.IsNullOrWhiteSpace(team.Name) ? new Refusal("incomplete", "A team needs a name.") : Wording.FaultOfName("name", team.Name))
        ?? Wording.FaultOfName("contact", team.Contact)
        ?? (team.Members.Count + team.Groups.Count > MaxMembers ? new Refusal("malformed", $"A team has at most {MaxMembers} members and groups; let a group of the sign-in name them.") : null)
        ?? team.Members.Select(static m => Wording.FaultOfName("member", m)).Concat(team.Groups.Select(static g => Wording.FaultOfName("group", g))).FirstOrDefault(static f => f is not null);
}
