using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Ownership;

namespace Turnpike.Server.Estate;

/// <summary>The index of the joined estate as it is now, made once for each state of it and of whose it is.</summary>
internal sealed class JoinedIndexes(AnswerOwnership answers) : IDisposable
{
    private readonly SemaphoreSlim _making = new(1, 1);
    private volatile Made? _made;

    private sealed record Made(JoinedIndex Index, OwnershipRun Run);

    public async Task<JoinedIndex> NowAsync(CancellationToken cancellationToken)
    {
        var run = await answers.AtAsync(null, cancellationToken);
        if (_made is { } known && ReferenceEquals(known.Run, run))
        {
            return known.Index;
        }

        await _making.WaitAsync(cancellationToken);
        try
        {
            if (_made is not { } meanwhile || !ReferenceEquals(meanwhile.Run, run))
            {
                _made = meanwhile = new Made(new JoinedIndex(run.Estate, r => run.Answer(r, OwnershipQuestion.Owner)?.Value, cancellationToken), run);
            }

            return meanwhile.Index;
        }
        finally
        {
            _making.Release();
        }
    }

    public void Dispose() => _making.Dispose();
}
