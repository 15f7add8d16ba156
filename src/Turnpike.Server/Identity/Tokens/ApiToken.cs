using Turnpike.Governance.Access;

namespace Turnpike.Server.Identity.Tokens;

public enum TokenKind
{
    /// <summary>Acts as its owner, and never may more than its owner may.</summary>
    Personal,

    /// <summary>Acts under its own name, for a pipeline that many use; it never decides.</summary>
    Pipeline,
}

/// <summary>What a program calls with in place of a password.</summary>
/// <param name="Permissions">A part of the role's; null for all of them.</param>
/// <param name="Scope">The scopes of the estate it may push to, such as <c>shop/*</c>; null for all.</param>
/// <param name="UsedAt">To the hour.</param>
public sealed record ApiToken(
    string Id, string Name, TokenKind Kind, string Owner, Role Role, IReadOnlySet<Permission>? Permissions, string? Scope, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? UsedAt, DateTimeOffset? RevokedAt)
{
    // What only a person may do: decide, and give access to others.
    private static readonly HashSet<Permission> s_neverOfPipelines =
        [Permission.DecideChanges, Permission.GrantExceptions, Permission.ManageAccess, Permission.ManageRights, Permission.ManageOwnTokens];

    /// <summary>How the ledger names whoever acts with it.</summary>
    public string PrincipalId => Kind == TokenKind.Personal ? Owner : Accounts.Account.PipelinePrefix + Name;

    /// <summary>Of a role and a part of it, as far as this kind may have them.</summary>
    public static IReadOnlySet<Permission> PermissionsOf(TokenKind kind, Role role, IReadOnlySet<Permission>? part) =>
        Roles.PermissionsOf(role).Where(p => (part?.Contains(p) ?? true) && !(kind == TokenKind.Pipeline && s_neverOfPipelines.Contains(p))).ToHashSet();
}
