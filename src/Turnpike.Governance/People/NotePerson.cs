using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Governance.People;

/// <summary>Records who signed in, where it is news: the ledger does not grow with each sign-in.</summary>
public sealed class NotePerson(ProjectionFollower follower, PeopleProjection people)
{
    /// <returns>True if something was recorded.</returns>
    public async Task<bool> RunAsync(PersonSeen seen, CancellationToken cancellationToken = default)
    {
        if (people.Find(seen.Id) is { } known && known.Name == seen.Name && known.Email == seen.Email && known.Source == seen.Source && known.Groups.ToHashSet().SetEquals(seen.Groups))
        {
            return false;
        }

        await follower.AppendAsync(new StreamName("person/" + seen.Id), ExpectedVersion.Any, [PeopleEvents.Seen.Draft(seen, seen.Id)], cancellationToken);
        return true;
    }
}
