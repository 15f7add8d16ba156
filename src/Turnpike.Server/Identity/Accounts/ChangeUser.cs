using Turnpike.Governance;
using Turnpike.Governance.Access;
using Turnpike.Server.Access;
using Turnpike.Server.Identity.Sessions;
using Turnpike.Server.Identity.SignIns;

namespace Turnpike.Server.Identity.Accounts;

/// <param name="Renewed">The caller's own session, under a new id, where the change was about themselves.</param>
public sealed record ChangedUser(Account Account, OpenSession? Renewed);

/// <summary>Changes a user's name and roles, and disables or enables them. New rights begin with a new session.</summary>
public sealed class ChangeUser
{
    internal static readonly Refusal LastAdmin = new("last-admin", "This is the last administrator who can sign in. Make another first.");

    private readonly SignInParts _parts;

    internal ChangeUser(SignInParts parts) => _parts = parts;

    /// <param name="session">The caller's own, if they call with one.</param>
    public async Task<Outcome<ChangedUser>> RunAsync(Caller caller, OpenSession? session, ClientNote client, string id, string name, IReadOnlyList<Role> roles, bool isDisabled, CancellationToken cancellationToken = default)
    {
        if (!caller.May(Permission.ManageAccess))
        {
            return new Refusal("not-allowed", "Users are changed by whoever has the permission manage-access.");
        }

        if (!AccountRules.IsName(name))
        {
            return new Refusal("account-invalid", "The name is empty, too long, or has control characters.");
        }

        var isNews = true;
        return await _parts.Database.RecordAsync<ChangedUser>(
            async tables =>
            {
                if (await AccountRow.FindAsync(tables, id) is not { } before)
                {
                    return new Refusal("not-found", $"There is no user {id}.");
                }

                var after = before with { Name = name.Trim(), Roles = [.. roles.Distinct().Order()], IsDisabled = isDisabled };
                if (await RefuseAsync(tables, before, after) is { } refusal)
                {
                    return refusal;
                }

                var isSameRights = before.IsDisabled == after.IsDisabled && before.Roles.ToHashSet().SetEquals(after.Roles);
                isNews = !isSameRights || before.Name != after.Name;
                await AccountRow.UpdateAsync(tables, after);
                return new ChangedUser(after, isSameRights ? null : await EndSessionsAsync(tables, after, session, client));
            },
            changed => isNews ? new IdentityEntry(changed.Account.Stream, IdentityEvents.Changed.Draft(new UserChanged(id, changed.Account.Name, changed.Account.RoleNames, isDisabled), caller.Principal.Id)) : null,
            cancellationToken);
    }

    /// <summary>True if nobody else could manage access.</summary>
    internal static async Task<bool> IsLastAdminAsync(IdentityTables tables, Account account)
    {
        var others = await tables.QueryAsync<AccountRow>($"SELECT {AccountRow.Columns} FROM account WHERE disabled = 0 AND id <> @id", new { id = account.Id });
        return IsAdmin(account) && !others.Any(o => IsAdmin(o.ToAccount()));
    }

    private static async Task<Refusal?> RefuseAsync(IdentityTables tables, Account before, Account after) =>
        before.Provider is { } provider && !before.Roles.ToHashSet().SetEquals(after.Roles) ? new Refusal("roles-by-provider", $"The roles follow from the groups at {provider}: change those, or the settings that map them.")
        : CreateUser.RefuseRoles(after.Roles) is { } missing && before.Provider is null ? missing
        : !IsAdmin(after) && await IsLastAdminAsync(tables, before) ? LastAdmin
        : null;

    private static bool IsAdmin(Account account) => !account.IsDisabled && account.Permissions.Contains(Permission.ManageAccess);

    private async Task<OpenSession?> EndSessionsAsync(IdentityTables tables, Account account, OpenSession? session, ClientNote client)
    {
        await SessionStore.EndAllAsync(tables, account.Id);
        return session?.Account.Id == account.Id && !account.IsDisabled ? await _parts.Sessions.BeginAsync(tables, account, session.Session.Method, client) : null;
    }
}
