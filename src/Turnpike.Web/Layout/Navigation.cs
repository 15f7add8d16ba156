using Turnpike.Governance.Access;

namespace Turnpike.Web.Layout;

/// <param name="Key">After <c>g</c>, goes there.</param>
/// <param name="Needs">One of these; whoever has none does not see the page.</param>
internal sealed record Destination(string Path, string Title, string Icon, string Key, params Permission[] Needs)
{
    public bool IsFor(Visit visit) => Needs.Any(visit.May);

    public bool Holds(string path) => Path == "/" ? path == "/" : path == Path || path.StartsWith(Path + "/", StringComparison.Ordinal);
}

/// <summary>The pages that stand in the navigation, in its order.</summary>
internal static class Navigation
{
    public static IReadOnlyList<Destination> All { get; } =
    [
        new("/", "Today", "today", "t", Permission.ReadChanges, Permission.ReadEstate, Permission.ReadLedger),
        new("/changes", "Changes", "changes", "c", Permission.ReadChanges),
        new("/estate", "Estate", "estate", "e", Permission.ReadEstate),
        new("/policies", "Policies", "policies", "p", Permission.ReadPolicies),
        new("/ledger", "Ledger", "ledger", "l", Permission.ReadLedger),
        new("/calendar", "Calendar", "calendar", "k", Permission.ReadGovernance),
        new("/admin", "Administration", "admin", "a", Permission.ReadAccess, Permission.Operate, Permission.ManageOwnTokens),
    ];
}
