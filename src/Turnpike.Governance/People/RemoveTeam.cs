using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Governance.People;

/// <summary>Removes a team. What it owned keeps its name.</summary>
public sealed class RemoveTeam(ProjectionFollower follower, PeopleProjection people)
{
    public async Task<Outcome<TeamDefined>> RunAsync(Principal principal, string id, CancellationToken cancellationToken = default)
    {
        if (people.FindTeam(id) is not { } team)
        {
            return new Refusal("not-found", $"There is no team {id}.");
        }

        await follower.AppendAsync(new StreamName("team/" + id), ExpectedVersion.Any, [PeopleEvents.Removed.Draft(new TeamRemoved(id), principal.Id)], cancellationToken);
        return team;
    }
}
