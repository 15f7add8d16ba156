namespace Turnpike.Server.Identity.Passwords;

/// <summary>
/// Makes and compares hashes, a few at a time: each takes 128 MiB, and a flood of sign-ins must not take all there is.
/// Whoever does not get a turn soon is told that the node is busy.
/// </summary>
internal sealed class PasswordVault(ScryptCost cost) : IDisposable
{
    private const int MostWaiting = 32;

    private readonly SemaphoreSlim _turns = new(Math.Clamp(Environment.ProcessorCount, 1, 4));
    private readonly Lazy<PasswordHash> _nobodys = new(() => PasswordHash.Of("of nobody", cost));
    private int _waiting;

    /// <returns>Null if too many others wait.</returns>
    public Task<PasswordHash?> HashAsync(string password, CancellationToken cancellationToken) =>
        InTurnAsync(() => PasswordHash.Of(PasswordText.Normal(password), cost), cancellationToken);

    /// <summary>Takes as long where there is no such account (<paramref name="hash"/> is null) as where there is.</summary>
    /// <returns>Null if too many others wait.</returns>
    public Task<PasswordAnswer?> CompareAsync(string password, PasswordHash? hash, CancellationToken cancellationToken) => InTurnAsync(
        () =>
        {
            var (kept, normal) = (hash ?? _nobodys.Value, PasswordText.Normal(password));
            var isNormal = kept.IsOf(normal);

            // A hash may be of what was typed: from before passwords were normalised.
            var isRight = (isNormal || (normal != password && kept.IsOf(password))) && hash is not null;
            return new PasswordAnswer(isRight, isRight && (!isNormal || kept.Cost != cost) ? PasswordHash.Of(normal, cost) : null);
        },
        cancellationToken);

    public void Dispose() => _turns.Dispose();

    private async Task<T?> InTurnAsync<T>(Func<T> work, CancellationToken cancellationToken)
        where T : class
    {
        if (Interlocked.Increment(ref _waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            return null;
        }

        try
        {
            await _turns.WaitAsync(cancellationToken);
            try
            {
                return work();
            }
            finally
            {
                _turns.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}

/// <param name="Stronger">To keep from now on: the hash was made at another cost than today's, or of another form of the password.</param>
internal sealed record PasswordAnswer(bool IsRight, PasswordHash? Stronger);
