namespace Turnpike.Server.PullRequests;

/// <summary>Tells a code host what the gate says.</summary>
internal interface ICodeHost
{
    /// <summary>One check of the commit and one comment, made or brought up to date.</summary>
    /// <param name="told">What it was told last; <see cref="Told.Check"/> only where it is of the same commit.</param>
    /// <returns>The same with the host's ids.</returns>
    /// <exception cref="CodeHostException">It did not take it.</exception>
    Task<Told> TellAsync(Pull pull, PullVerdict verdict, Told told, CancellationToken cancellationToken);
}

/// <param name="after">When the host wants to be asked again; null where it does not say.</param>
internal sealed class CodeHostException(string message, TimeSpan? after = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What the request speaks of is not there.</summary>
    public bool IsMissing { get; init; }

    public TimeSpan? After { get; } = after;
}
