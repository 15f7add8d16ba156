using Turnpike.Catalog.Model;
using Turnpike.Governance.People;
using Turnpike.Inventory.Ownership;

namespace Turnpike.Catalog.Teams;

/// <summary>Whoever owns something: a group of the catalog, a team of Turnpike, or a name that tags say.</summary>
/// <param name="Name">As answers call it.</param>
/// <param name="Group">Null where the catalog has no group of that name.</param>
/// <param name="Team">Null where Turnpike has no team of that name.</param>
/// <param name="Members">Of both.</param>
/// <param name="Owns">The entities.</param>
/// <param name="Resources">How many of the estate.</param>
public sealed record CatalogTeam(string Name, CatalogItem? Group, TeamDefined? Team, IReadOnlyList<string> Members, IReadOnlyList<CatalogItem> Owns, int Resources)
{
    public string Title => Group?.Title ?? Team?.Name ?? Name;

    public string? Contact => Team?.Contact ?? Group?.Entity.Spec.Get("profile") switch
    {
        Values.ObjectValue profile when profile.Get("email") is Values.StringValue email => email.Value,
        _ => null,
    };

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<CatalogTeam> All(CatalogModel catalog, PeopleProjection people, CancellationToken cancellationToken)
    {
        var resources = catalog.Ownership.Coverage(OwnershipQuestion.Owner, cancellationToken).Values;
        var groups = catalog.Items.Where(static i => i.Kind == "Group").ToLookup(i => NameOf(catalog, i), StringComparer.OrdinalIgnoreCase);
        var teams = people.Teams().ToLookup(t => catalog.Ownership.Vocabulary.Normal(OwnershipQuestion.Owner, t.Id), StringComparer.OrdinalIgnoreCase);
        var owned = catalog.Items.Where(static i => i.Owner is not null).ToLookup(i => catalog.Ownership.Vocabulary.Normal(OwnershipQuestion.Owner, i.Owner!.Value.Name), StringComparer.OrdinalIgnoreCase);
        var names = resources.Keys.Concat(groups.Select(static g => g.Key)).Concat(teams.Select(static t => t.Key)).Concat(owned.Select(static o => o.Key)).Distinct(StringComparer.OrdinalIgnoreCase);
        return [.. names.Order(StringComparer.OrdinalIgnoreCase).Select(name => Make(name, groups[name].FirstOrDefault(), teams[name].FirstOrDefault(), [.. owned[name]], resources.GetValueOrDefault(name)))];
    }

    private static string NameOf(CatalogModel catalog, CatalogItem group) => catalog.Ownership.Vocabulary.Normal(OwnershipQuestion.Owner, group.Reference.Name);

    private static CatalogTeam Make(string name, CatalogItem? group, TeamDefined? team, IReadOnlyList<CatalogItem> owns, int resources)
    {
        var members = (group?.Relations.Where(static r => r.Type == "hasMember").Select(static r => r.Target.Name) ?? []).Concat(team?.Members ?? []);
        return new CatalogTeam(name, group, team, [.. members.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)], owns, resources);
    }
}
