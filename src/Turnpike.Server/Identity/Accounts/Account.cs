using Turnpike.Governance.Access;

namespace Turnpike.Server.Identity.Accounts;

/// <summary>Somebody who can sign in.</summary>
/// <param name="Id">An address in small letters, or what the provider's claim says: the same in every entry of the ledger.</param>
/// <param name="Provider">What they sign in with; null for a password of ours.</param>
public sealed record Account(string Id, string Name, IReadOnlyList<Role> Roles, bool IsDisabled, string? Provider, DateTimeOffset CreatedAt)
{
    /// <summary>Of pipelines' names in the ledger, and so of no person's.</summary>
    internal const string PipelinePrefix = "pipeline/";

    internal const string LocalSource = "local";

    /// <summary>False with a provider, and until whoever was invited has set one.</summary>
    public bool HasPassword { get; init; }

    public IReadOnlySet<Permission> Permissions => Turnpike.Governance.Access.Roles.PermissionsOf(Roles);

    public IReadOnlyList<string> RoleNames => [.. Roles.Select(Turnpike.Governance.Access.Roles.NameOf)];

    internal string Stream => "user/" + Id;
}
