namespace Turnpike.Delivery.Changes;

/// <summary>Where a plan came from, as whoever sent it says; each part null where they did not.</summary>
/// <param name="Name">What the sender calls the file.</param>
/// <param name="Url">Of the pull request or the run of the pipeline, http or https.</param>
/// <param name="Author">Of the commit or pull request: <c>Ada Lovelace &lt;ada@example.com&gt;</c>, or either of both.</param>
public sealed record ChangeSource(string Name, string? Url, string? Commit, string? Branch, string? Pipeline, string? Author = null)
{
    /// <summary>What a newer plan of the same scope takes the place of: the pull request, else the branch; null where neither is known.</summary>
    public string? Line => Url ?? Branch;
}
