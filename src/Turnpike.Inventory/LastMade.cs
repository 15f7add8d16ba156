namespace Turnpike.Inventory;

/// <summary>What was made last of something that moves on: it is made anew, by one at a time, only where that has moved since.</summary>
/// <typeparam name="TOf">Equal as long as what was made of it holds.</typeparam>
/// <typeparam name="TMade">Made of it.</typeparam>
public sealed class LastMade<TOf, TMade> : IDisposable
    where TOf : notnull
    where TMade : class
{
    private readonly SemaphoreSlim _making = new(1, 1);
    private volatile Made? _last;

    private sealed record Made(TOf Of, TMade Value);

    /// <summary>Perhaps of what has moved since; null before the first.</summary>
    public TMade? Latest => _last?.Value;

    public async Task<TMade> OfAsync(TOf of, Func<CancellationToken, Task<TMade>> make, CancellationToken cancellationToken)
    {
        if (_last is { } known && known.Of.Equals(of))
        {
            return known.Value;
        }

        await _making.WaitAsync(cancellationToken);
        try
        {
            if (_last is not { } last || !last.Of.Equals(of))
            {
                _last = last = new Made(of, await make(cancellationToken));
            }

            return last.Value;
        }
        finally
        {
            _making.Release();
        }
    }

    public void Dispose() => _making.Dispose();
}
