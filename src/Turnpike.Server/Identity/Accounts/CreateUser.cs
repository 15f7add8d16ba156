using Turnpike.Governance;
using Turnpike.Governance.Access;
using Turnpike.Governance.People;
using Turnpike.Server.Access;
using Turnpike.Server.Identity.Passwords;

namespace Turnpike.Server.Identity.Accounts;

/// <param name="Password">Null for one whom a link lets set it.</param>
public sealed record UserWish(string Email, string Name, IReadOnlyList<Role> Roles, string? Password);

/// <summary>Makes a user who signs in with a password: one given here, or one that they set by a link.</summary>
public sealed class CreateUser
{
    internal static readonly Refusal Busy = new("busy", "Too many people sign in at once. Try again in a moment.");

    private readonly IdentityDatabase _database;
    private readonly PasswordVault _vault;
    private readonly NotePerson _people;
    private readonly TimeProvider _time;

    internal CreateUser(IdentityDatabase database, PasswordVault vault, NotePerson people, TimeProvider time) =>
        (_database, _vault, _people, _time) = (database, vault, people, time);

    public async Task<Outcome<Account>> RunAsync(Caller caller, UserWish wish, CancellationToken cancellationToken = default)
    {
        if (!caller.May(Permission.ManageAccess))
        {
            return new Refusal("not-allowed", "Users are made by whoever has the permission manage-access.");
        }

        var account = new Account(AccountRules.IdOf(wish.Email), wish.Name.Trim(), wish.Roles, false, null, _time.GetUtcNow()) { HasPassword = wish.Password is not null };
        if ((AccountRules.Refuse(account.Id, account.Name, wish.Password) ?? RefuseRoles(wish.Roles)) is { } refusal)
        {
            return refusal;
        }

        return wish.Password is null ? await AddAsync(account, null, caller.Principal.Id, cancellationToken)
            : await _vault.HashAsync(wish.Password, cancellationToken) is { } hash ? await AddAsync(account, hash, caller.Principal.Id, cancellationToken)
            : Busy;
    }

    internal static Refusal? RefuseRoles(IReadOnlyList<Role> roles) =>
        roles.Count == 0 ? new Refusal("roles-missing", "A user needs at least one role; to keep somebody out, disable them.") : null;

    private async Task<Outcome<Account>> AddAsync(Account account, PasswordHash? hash, string actor, CancellationToken cancellationToken)
    {
        var outcome = await _database.RecordAsync<Account>(
            async tables =>
            {
                if (await AccountRow.FindAsync(tables, account.Id) is not null)
                {
                    return new Refusal("conflict", $"There is a user {account.Id} already.");
                }

                await AccountRow.AddAsync(tables, account, null, hash);
                return account;
            },
            made => new IdentityEntry(made.Stream, IdentityEvents.Created.Draft(new UserCreated(made.Id, made.Name, made.RoleNames, Account.LocalSource), actor)),
            cancellationToken);
        if (outcome.Value is { } added)
        {
            await _people.RunAsync(new PersonSeen(added.Id, added.Name, added.Id, [], Account.LocalSource), CancellationToken.None);
        }

        return outcome;
    }
}
