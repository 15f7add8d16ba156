using Turnpike.Governance.Access;

namespace Turnpike.Server.Live;

/// <summary>Which permission an event may be read with, live or by webhook: the same one that its page asks for.</summary>
public static class EventAccess
{
    // By the first word of the type. What is not here is for those who read the audit: a new kind is secret until somebody
    // has thought about it.
    private static readonly Dictionary<string, Permission> s_permissions = new(StringComparer.Ordinal)
    {
        ["change"] = Permission.ReadChanges,
        ["estate"] = Permission.ReadEstate,
        ["source"] = Permission.ReadEstate,
        ["scope"] = Permission.ReadEstate,
        ["policy"] = Permission.ReadPolicies,
        ["policies"] = Permission.ReadPolicies,
        ["decision"] = Permission.ReadGovernance,
        ["exception"] = Permission.ReadGovernance,
        ["action"] = Permission.ReadGovernance,
        ["calendar"] = Permission.ReadGovernance,
        ["person"] = Permission.ReadGovernance,
        ["team"] = Permission.ReadGovernance,
        ["rights"] = Permission.ReadGovernance,
        ["checkpoint"] = Permission.ReadLedger,
        ["attachments"] = Permission.ReadLedger,
        ["connection"] = Permission.ReadEstate,
        ["sync"] = Permission.ReadEstate,
        ["assessment"] = Permission.ReadEstate,
        ["ownership"] = Permission.ReadEstate,
        ["scan"] = Permission.ReadEstate,
        ["webhook"] = Permission.ManageWebhooks,
        ["user"] = Permission.ReadAccess,
        ["token"] = Permission.ReadAccess,
        ["role"] = Permission.ReadAccess,
    };

    /// <param name="type">Such as <c>change.judged</c>.</param>
    public static Permission Of(string type) => s_permissions.GetValueOrDefault(type.Split('.', 2)[0], Permission.ReadAudit);

    /// <summary>The permissions of everything that a pattern can match.</summary>
    /// <param name="pattern">A type, the beginning of one up to a dot and <c>*</c>, or <c>*</c>.</param>
    public static IReadOnlySet<Permission> OfPattern(string pattern) =>
        pattern == "*" ? s_permissions.Values.Append(Permission.ReadAudit).ToHashSet() : new HashSet<Permission> { Of(pattern) };
}
