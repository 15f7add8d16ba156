namespace Turnpike.Server.Identity;

/// <summary>How people and pipelines prove who they are.</summary>
public sealed record IdentitySettings
{
    /// <summary>A session that nobody used for so long is over.</summary>
    public TimeSpan SessionIdle { get; init; } = TimeSpan.FromHours(12);

    /// <summary>A session is over so long after the sign-in, used or not.</summary>
    public TimeSpan SessionLifetime { get; init; } = TimeSpan.FromDays(7);

    /// <summary>The longest that an API token may live.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromDays(366);

    /// <summary>False where people sign in with a provider only.</summary>
    public bool Passwords { get; init; } = true;

    /// <summary>A hash of a password takes 2 to this power KiB of memory, 14 to 20. Passwords are hashed anew when their owners sign in after it was changed.</summary>
    public int PasswordCost { get; init; } = 17;

    /// <summary>Requests a minute of one principal, or of one address where nobody is signed in.</summary>
    public int RequestsPerMinute { get; init; } = 6000;

    /// <summary>Attempts a minute to sign in or set up, of one address.</summary>
    public int SignInsPerMinute { get; init; } = 30;

    public IReadOnlyList<OidcProviderSettings> Providers { get; init; } = [];
}
