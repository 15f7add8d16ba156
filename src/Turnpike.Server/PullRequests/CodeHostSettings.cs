namespace Turnpike.Server.PullRequests;

public enum CodeHostKind
{
    Github,
    Gitlab,
}

/// <summary>A host of repositories whose pull requests are told what the gate says.</summary>
/// <param name="Id">What people call it; part of the address of its hook: small letters, digits and dashes.</param>
public sealed record CodeHostSettings(string Id)
{
    public CodeHostKind Kind { get; init; }

    /// <summary>Of its API: <c>https://api.github.com</c>, <c>https://gitlab.com/api/v4</c>.</summary>
    public string Api { get; init; } = "";

    /// <summary>Signs the hooks of GitHub, and comes with those of GitLab.</summary>
    public string HookSecret { get; init; } = "";

    /// <summary>Null for an app of GitHub.</summary>
    public string? Token { get; init; }

    /// <summary>Of an app of GitHub: its id or client id.</summary>
    public string? AppId { get; init; }

    /// <summary>Of that app: its private key, PEM.</summary>
    public string? AppKey { get; init; }

    /// <summary>A pull request of which no plan came for so long fails.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromHours(2);
}
