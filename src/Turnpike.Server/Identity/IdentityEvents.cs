using Turnpike.Ledger.Events;

namespace Turnpike.Server.Identity;

/// <param name="Source">The provider they sign in with, or <c>local</c> for a password of ours.</param>
public sealed record UserCreated(string Id, string Name, IReadOnlyList<string> Roles, string Source);

public sealed record UserChanged(string Id, string Name, IReadOnlyList<string> Roles, bool IsDisabled);

public sealed record UserRemoved(string Id);

/// <param name="ExpiresAt">Of the link by which they set their password.</param>
public sealed record UserInvited(string Id, DateTimeOffset ExpiresAt);

public sealed record PasswordChanged(string Id);

/// <param name="Kind"><c>personal</c>: acts as its owner. <c>pipeline</c>: acts under its own name.</param>
/// <param name="Permissions">Null for all of the role's.</param>
/// <param name="Scope">Where it may push to; null for everywhere.</param>
public sealed record TokenCreated(string Id, string Name, string Kind, string Owner, string Role, IReadOnlyList<string>? Permissions, string? Scope, DateTimeOffset ExpiresAt);

public sealed record TokenRevoked(string Id, string Name, string Owner);

/// <param name="Method"><c>password</c>, <c>setup</c>, <c>invitation</c>, or a provider's name.</param>
/// <param name="Session">Its id, which opens nothing.</param>
public sealed record SignInSucceeded(string Id, string Method, string Session, string Address);

/// <param name="Id">The account that was tried; null where there is none of that name, which is not recorded.</param>
/// <param name="Count">How many such attempts this entry stands for.</param>
public sealed record SignInFailed(string? Id, string Method, string Reason, string Address, int Count);

/// <param name="Session">Null for all of the person's.</param>
public sealed record SignedOut(string Id, string? Session, string Reason);

/// <param name="Principal">Null where nobody was signed in.</param>
/// <param name="Permission">What was missing; null where something else stood against it.</param>
/// <param name="Route">The pattern of the address.</param>
/// <param name="Count">How many such requests this entry stands for.</param>
public sealed record AccessRefused(string? Principal, string? Token, string? Permission, string Reason, string Method, string Route, string Address, int Count);

/// <summary>What the ledger records of accounts and of who came in or did not.</summary>
public static class IdentityEvents
{
    public static EventForm<UserCreated> Created { get; } = new("user.created", 1, "A user was made: by set-up, by an administrator, or at the first sign-in with a provider.");

    public static EventForm<UserChanged> Changed { get; } = new("user.changed", 1, "A user's name or roles changed, or the user was disabled or enabled.");

    public static EventForm<UserRemoved> Removed { get; } = new("user.removed", 1, "A user was removed, with sessions and personal tokens.");

    public static EventForm<UserInvited> Invited { get; } = new("user.invited", 1, "A link was made by which a user sets their password; a later one voids it.");

    public static EventForm<PasswordChanged> Password { get; } = new("user.password-changed", 1, "A user's password was changed; all their other sessions ended.");

    public static EventForm<TokenCreated> TokenCreated { get; } = new("token.created", 1, "An API token was made.");

    public static EventForm<TokenRevoked> TokenRevoked { get; } = new("token.revoked", 1, "An API token was revoked.");

    public static EventForm<SignInSucceeded> SignInSucceeded { get; } = new("signin.succeeded", 1, "Somebody signed in.");

    public static EventForm<SignInFailed> SignInFailed { get; } = new("signin.failed", 1, "Somebody could not sign in; repeated attempts within a minute are counted in one entry.");

    public static EventForm<SignedOut> SignedOut { get; } = new("signin.ended", 1, "Somebody signed out, or their sessions were ended.");

    public static EventForm<AccessRefused> Refused { get; } = new("access.refused", 1, "A request was refused; repeated ones within a minute are counted in one entry.");

    public static IReadOnlyList<EventForm> All { get; } =
        [Created, Changed, Removed, Invited, Password, TokenCreated, TokenRevoked, SignInSucceeded, SignInFailed, SignedOut, Refused];
}
