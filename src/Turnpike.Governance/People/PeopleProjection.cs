using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Governance.People;

/// <summary>Everybody who has signed in, and the teams.</summary>
public sealed class PeopleProjection : IProjection
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, PersonSeen> _people = [];
    private readonly Dictionary<string, TeamDefined> _teams = [];

    public void Apply(LedgerEntry entry)
    {
        lock (_lock)
        {
            if (PeopleEvents.Seen.Is(entry))
            {
                var seen = PeopleEvents.Seen.Read(entry);
                _people[seen.Id] = seen;
            }
            else if (PeopleEvents.Defined.Is(entry))
            {
                var team = PeopleEvents.Defined.Read(entry);
                _teams[team.Id] = team;
            }
            else if (PeopleEvents.Removed.Is(entry))
            {
                _teams.Remove(PeopleEvents.Removed.Read(entry).Id);
            }
        }
    }

    public PersonSeen? Find(string id)
    {
        lock (_lock)
        {
            return _people.GetValueOrDefault(id);
        }
    }

    public TeamDefined? FindTeam(string id)
    {
        lock (_lock)
        {
            return _teams.GetValueOrDefault(id);
        }
    }

    /// <summary>By name.</summary>
    public IReadOnlyList<PersonSeen> People()
    {
        lock (_lock)
        {
            return [.. _people.Values.OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase).ThenBy(p => p.Id, StringComparer.Ordinal)];
        }
    }

    /// <summary>By name.</summary>
    public IReadOnlyList<TeamDefined> Teams()
    {
        lock (_lock)
        {
            return [.. _teams.Values.OrderBy(t => t.Name, StringComparer.OrdinalIgnoreCase).ThenBy(t => t.Id, StringComparer.Ordinal)];
        }
    }

    /// <summary>The ids of the teams a person is in, by a group of the sign-in or by name.</summary>
    public IReadOnlySet<string> TeamsOf(string person)
    {
        var groups = Find(person)?.Groups ?? [];
        return Teams().Where(t => t.Members.Contains(person) || t.Groups.Any(groups.Contains)).Select(t => t.Id).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>What a person and the teams they are in go by: ids and names. Some may stand twice.</summary>
    public IReadOnlyList<string> NamesOf(Principal person) =>
    [
        .. TeamsOf(person.Id).Concat(person.Teams).SelectMany(t => new[] { t, FindTeam(t)?.Name ?? t }),
        person.Id,
        Find(person.Id)?.Name ?? person.Id,
    ];
}
