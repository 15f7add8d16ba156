using Turnpike.Governance;
using Turnpike.Governance.Access;
using Turnpike.Governance.People;
using Turnpike.Server.Identity.Accounts;
using Turnpike.Server.Identity.Sessions;
using Turnpike.Server.Identity.SignIns;

namespace Turnpike.Server.Identity.Oidc;

/// <summary>
/// The accounts of those who sign in with a provider: made at the first sign-in, with the roles that their groups have now at
/// each. An account belongs to the subject that made it: who later has the same address is somebody else.
/// </summary>
internal sealed class OidcAccounts(SignInParts parts)
{
    public async Task<Outcome<OpenSession>> SignInAsync(OidcProviderSettings provider, OidcPerson person, ClientNote client, OpenSession? before, CancellationToken cancellationToken)
    {
        var roles = RolesOf(provider, person.Groups);
        if (roles.Count == 0)
        {
            return OidcRefusals.Of(OidcRefusals.Role);
        }

        var entry = default(IdentityEntry);
        var outcome = await parts.Database.RecordAsync<OpenSession>(
            async tables =>
            {
                var found = await FindAsync(tables, provider, person, roles);
                if (found.Value is not { } account)
                {
                    return found.Refusal!;
                }

                entry = account.Entry;
                return await parts.ReplaceAsync(tables, account.Account, provider.Id, client, before);
            },
            _ => entry,
            cancellationToken);
        if (outcome.Value is { } session)
        {
            await parts.Database.AppendAsync(SignInParts.Said(session));
            await parts.People.RunAsync(new PersonSeen(session.Account.Id, session.Account.Name, person.Email, person.Groups, provider.Id), CancellationToken.None);
        }

        return outcome;
    }

    private static List<Role> RolesOf(OidcProviderSettings provider, IReadOnlyList<string> groups)
    {
        var roles = groups.Select(g => provider.RolesByGroup.TryGetValue(g, out var role) ? role : (Role?)null).OfType<Role>().Distinct().Order().ToList();
        return roles.Count == 0 && provider.DefaultRole is { } role ? [role] : roles;
    }

    private async Task<Outcome<Found>> FindAsync(IdentityTables tables, OidcProviderSettings provider, OidcPerson person, IReadOnlyList<Role> roles)
    {
        var row = await tables.FirstAsync<AccountRow>($"SELECT {AccountRow.Columns} FROM account WHERE provider = @provider AND subject = @subject", new { provider = provider.Id, subject = person.Subject });
        if (row is not null)
        {
            return row.Disabled != 0 ? OidcRefusals.Of(OidcRefusals.Disabled) : await UpdateAsync(tables, row.ToAccount(), person, roles);
        }

        if (await AccountRow.ReadAsync(tables, person.Id) is { } same)
        {
            return await TakeOverAsync(tables, provider, person, roles, same);
        }

        var account = new Account(person.Id, person.Name, roles, false, provider.Id, parts.Time.GetUtcNow());
        await AccountRow.AddAsync(tables, account, person.Subject, null);
        return new Found(account, new IdentityEntry(account.Stream, IdentityEvents.Created.Draft(new UserCreated(account.Id, account.Name, account.RoleNames, provider.Id), account.Id)));
    }

    // Only where the settings say so, and the provider vouches for the address.
    private static async Task<Outcome<Found>> TakeOverAsync(IdentityTables tables, OidcProviderSettings provider, OidcPerson person, IReadOnlyList<Role> roles, AccountRow row)
    {
        if (!provider.TakesOverAccounts || row.Provider is not null || !person.IsVerified)
        {
            return OidcRefusals.Of(OidcRefusals.Conflict);
        }

        if (row.Disabled != 0)
        {
            return OidcRefusals.Of(OidcRefusals.Disabled);
        }

        await tables.ExecuteAsync("UPDATE account SET provider = @provider, subject = @subject, password = NULL WHERE id = @id", new { provider = provider.Id, subject = person.Subject, id = row.AccountId });
        return await UpdateAsync(tables, row.ToAccount() with { Provider = provider.Id }, person, roles);
    }

    private static async Task<Outcome<Found>> UpdateAsync(IdentityTables tables, Account before, OidcPerson person, IReadOnlyList<Role> roles)
    {
        var account = before with { Name = person.Name, Roles = roles };
        if (before.Name == account.Name && before.Roles.SequenceEqual(account.Roles))
        {
            return new Found(account, null);
        }

        if (!before.Roles.SequenceEqual(account.Roles))
        {
            await SessionStore.EndAllAsync(tables, account.Id);
        }

        await AccountRow.UpdateAsync(tables, account);
        return new Found(account, new IdentityEntry(account.Stream, IdentityEvents.Changed.Draft(new UserChanged(account.Id, account.Name, account.RoleNames, false), account.Id)));
    }

    /// <param name="Entry">What is news about the account; null where nothing is.</param>
    private sealed record Found(Account Account, IdentityEntry? Entry);
}
