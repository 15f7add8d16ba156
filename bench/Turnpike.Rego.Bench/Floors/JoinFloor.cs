using Turnpike.Values;

namespace Turnpike.Rego.Bench.Floors;

internal sealed class JoinFloor(JoinFloor.Document document)
{
    public Value Evaluate()
    {
        var byId = new Dictionary<string, Team>();
        var areas = new Dictionary<string, HashSet<string>>();
        foreach (var team in document.Teams)
        {
            byId[team.Id] = team;
            if (!areas.TryGetValue(team.Area, out var ids))
            {
                areas[team.Area] = ids = [];
            }

            ids.Add(team.Id);
        }

        var owned = new HashSet<(string, string)>();
        var pairs = new HashSet<string>();
        foreach (var service in document.Services)
        {
            if (!byId.TryGetValue(service.Owner, out var team))
            {
                continue;
            }

            owned.Add((service.Id, team.Lead));
            if (team.Area == "area-7")
            {
                pairs.Add(service.Id);
            }
        }

        return Value.Object(
            ("owned", Value.Of(owned.Count)),
            ("pairs", Value.Of(pairs.Count)),
            ("areas", Value.Object([.. areas.Select(area => (area.Key, (Value)Value.Of(area.Value.Count)))])));
    }

    internal sealed record Document(Service[] Services, Team[] Teams);

    internal sealed record Service(string Id, string Owner);

    internal sealed record Team(string Id, string Area, string Lead);
}
