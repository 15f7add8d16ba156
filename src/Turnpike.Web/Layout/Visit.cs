using NodaTime;
using Turnpike.Governance.Access;

namespace Turnpike.Web.Layout;

/// <summary>Who looks at a page, when, from where: what every page and element may ask.</summary>
/// <param name="Viewer">Null where nobody is signed in.</param>
/// <param name="Address">Path and query of the page.</param>
/// <param name="Theme">What the viewer chose; null to follow their system.</param>
/// <param name="Zone">The viewer's time zone, UTC until their browser has told it.</param>
/// <param name="FormToken">Goes into every form, so that only our own pages can send one; null where there is no session.</param>
/// <param name="Done">What the viewer has just done, to be told once.</param>
public sealed record Visit(Viewer? Viewer, string Address, string? Theme, DateTimeZone Zone, Instant Now, string? FormToken, string? Done)
{
    public string Path => Address.Split('?')[0];

    /// <summary>The moment at which a day of the viewer's is over: the day itself still counts.</summary>
    public DateTimeOffset EndOf(DateOnly day) => Zone.AtStartOfDay(LocalDate.FromDateOnly(day).PlusDays(1)).ToDateTimeOffset();

    public bool May(Permission permission) => Viewer?.Permissions.Contains(permission) == true;
}

/// <param name="Id">As the ledger names them.</param>
/// <param name="Roles">Names of their roles.</param>
public sealed record Viewer(string Id, string Name, IReadOnlyCollection<string> Roles, IReadOnlySet<Permission> Permissions);
