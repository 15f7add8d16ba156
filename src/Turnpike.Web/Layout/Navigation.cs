using Turnpike.Governance.Access;

namespace Turnpike.Web.Layout;

/// <param name="Key">After <c>g</c>, goes there.</param>
/// <param name="IsApart">Begins a group of its own.</param>
/// <param name="Needs">One of these; whoever has none does not see the page.</param>
internal sealed record Destination(string Path, string Title, string Icon, string Key, bool IsApart, params Permission[] Needs)
{
    /// <summary>Another address whose pages belong to it.</summary>
    public string? Further { get; init; }

    public bool IsFor(Visit visit) => Needs.Any(visit.May);

    public bool Holds(string path) => Path == "/" ? path == "/" : IsUnder(path, Path) || (Further is not null && IsUnder(path, Further));

    private static bool IsUnder(string path, string above) => path == above || path.StartsWith(above + "/", StringComparison.Ordinal);
}

/// <summary>The pages that stand in the navigation, in its order.</summary>
internal static class Navigation
{
    public static IReadOnlyList<Destination> All { get; } =
    [
        new("/", "Today", "today", "t", false, Permission.ReadChanges, Permission.ReadEstate, Permission.ReadLedger),
        new("/changes", "Changes", "changes", "c", false, Permission.ReadChanges),
        new("/estate", "Estate", "estate", "e", true, Permission.ReadEstate),
        new("/catalog", "Catalog", "catalog", "o", false, Permission.ReadEstate),
        new("/scans", "Scans", "scan", "s", false, Permission.ReadEstate),
        new("/assess", "Assessment", "assess", "m", false, Permission.ReadEstate),
        new("/connections", "Connections", "connect", "n", false, Permission.ReadEstate) { Further = "/connect" },
        new("/policies", "Policies", "policies", "p", true, Permission.ReadPolicies),
        new("/ledger", "Ledger", "ledger", "l", false, Permission.ReadLedger),
        new("/calendar", "Calendar", "calendar", "k", false, Permission.ReadGovernance),
        new("/admin", "Administration", "admin", "a", true, Permission.ReadAccess, Permission.Operate, Permission.ManageOwnTokens),
    ];
}
