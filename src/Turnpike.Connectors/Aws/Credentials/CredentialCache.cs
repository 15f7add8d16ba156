namespace Turnpike.Connectors.Aws.Credentials;

/// <summary>Where credentials come from; null where this place has none.</summary>
internal delegate Task<AwsCredentials?> CredentialSource(CancellationToken cancellationToken);

/// <summary>Credentials while they are good: got once for all who ask together, and anew before they expire.</summary>
internal sealed class CredentialCache(IReadOnlyList<CredentialSource> chain, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan s_ahead = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _one = new(1);
    private volatile AwsCredentials? _current;

    public async ValueTask<AwsCredentials> GetAsync(CancellationToken cancellationToken)
    {
        if (Good() is { } current)
        {
            return current;
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            return Good() ?? (_current = await FindAsync(cancellationToken));
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>They were refused as expired.</summary>
    public void Forget() => _current = null;

    public void Dispose() => _one.Dispose();

    private AwsCredentials? Good() => _current is { } c && (c.Expires is not { } end || end - s_ahead > time.GetUtcNow()) ? c : null;

    private async Task<AwsCredentials> FindAsync(CancellationToken cancellationToken)
    {
        foreach (var source in chain)
        {
            if (await source(cancellationToken) is { } found)
            {
                return found;
            }
        }

        throw new ConnectionFailedException(
            "no AWS credentials found: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, name a profile of ~/.aws/config, or run where a role is attached (pod, task, instance)");
    }
}
