using Turnpike.Ledger.Events;

namespace Turnpike.Server.PullRequests;

/// <param name="Host">The code host, as the settings call it.</param>
/// <param name="Repository">Such as <c>kestrel/infrastructure</c>.</param>
/// <param name="Head">The commit that is proposed.</param>
/// <param name="Author">As the host calls them.</param>
/// <param name="IsFork">It comes from a repository that others own: its pipeline has no token.</param>
public sealed record PullSeen(string Host, string Repository, int Number, string Head, string Title, string Author, string Url, bool IsFork);

public sealed record PullEnded(string Host, string Repository, int Number, bool IsMerged);

/// <summary>What the ledger records of pull requests.</summary>
public static class PullEvents
{
    public static EventForm<PullSeen> Seen { get; } = new("pull.seen", 1, "A code host told of a pull request, or that another commit is proposed in it.");

    public static EventForm<PullEnded> Ended { get; } = new("pull.ended", 1, "A pull request was merged or closed.");

    public static IReadOnlyList<EventForm> All { get; } = [Seen, Ended];
}
