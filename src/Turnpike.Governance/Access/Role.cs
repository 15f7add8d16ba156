namespace Turnpike.Governance.Access;

public enum Role
{
    Viewer,
    Contributor,
    Approver,
    Operator,
    Auditor,
    Admin,
}

/// <summary>What each role may do: the one place that says so. docs/guides/access.md shows it as a table.</summary>
public static class Roles
{
    private static readonly HashSet<Permission> s_viewer = [Permission.ReadEstate, Permission.ReadChanges, Permission.ReadPolicies, Permission.ReadGovernance, Permission.ManageOwnTokens];

    private static readonly HashSet<Permission> s_contributor = [.. s_viewer, Permission.Push, Permission.Comment, Permission.ManageActions, Permission.DryRunPolicies];

    private static readonly Dictionary<Role, IReadOnlySet<Permission>> s_permissions = new()
    {
        [Role.Viewer] = s_viewer,
        [Role.Contributor] = s_contributor,
        [Role.Approver] = new HashSet<Permission>(s_contributor) { Permission.DecideChanges, Permission.GrantExceptions, Permission.ManageCalendar, Permission.ReadLedger },
        [Role.Operator] = new HashSet<Permission>(s_contributor) { Permission.ManageCalendar, Permission.ManageWebhooks, Permission.Operate, Permission.ReadLedger },
        [Role.Auditor] = new HashSet<Permission>(s_viewer) { Permission.ReadLedger, Permission.ReadAudit, Permission.ReadAccess },
        [Role.Admin] = Enum.GetValues<Permission>().ToHashSet(),
    };

    public static IReadOnlySet<Permission> PermissionsOf(Role role) => s_permissions[role];

    /// <summary>What somebody with all these roles may do.</summary>
    public static IReadOnlySet<Permission> PermissionsOf(IEnumerable<Role> roles) => roles.SelectMany(PermissionsOf).ToHashSet();

    public static IReadOnlyList<Role> With(Permission permission) => [.. Enum.GetValues<Role>().Where(r => PermissionsOf(r).Contains(permission))];

    /// <summary>As the ledger, the decision rights and the API call it: <c>viewer</c>, <c>contributor</c>, …</summary>
    public static string NameOf(Role role) => role switch
    {
        Role.Viewer => "viewer",
        Role.Contributor => "contributor",
        Role.Approver => "approver",
        Role.Operator => "operator",
        Role.Auditor => "auditor",
        Role.Admin => "admin",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    public static Role? Parse(string name) => Enum.GetValues<Role>().Where(r => NameOf(r) == name).Select(r => (Role?)r).FirstOrDefault();
}
