namespace Turnpike.Server.PullRequests;

/// <summary>What a hook tells, as far as it is for us.</summary>
public abstract record HookNotice
{
    private HookNotice()
    {
    }

    /// <summary>A pull request is open at this commit.</summary>
    public sealed record Seen(PullSeen Pull) : HookNotice;

    public sealed record Ended(PullEnded Pull) : HookNotice;

    /// <summary>Somebody asks for another judging: by button, or by the comment <see cref="Command"/>.</summary>
    /// <param name="Number">Null where only the commit is known.</param>
    public sealed record Again(string Repository, int? Number, string? Head, string By) : HookNotice;

    /// <summary>Nothing that we act on.</summary>
    public sealed record Other(string Why) : HookNotice;

    public const string Command = "/turnpike check";

    /// <summary>Whether the first line of a comment is the command.</summary>
    public static bool IsCommand(string? comment) => comment?.TrimStart().Split('\n', 2)[0].Trim() == Command;
}
