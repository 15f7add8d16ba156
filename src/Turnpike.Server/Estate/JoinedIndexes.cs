using Turnpike.Inventory;
using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Ownership;

namespace Turnpike.Server.Estate;

/// <summary>The index of the joined estate as it is now, made once for each state of it and of whose it is.</summary>
internal sealed class JoinedIndexes(AnswerOwnership answers) : IDisposable
{
    private readonly LastMade<OwnershipRun, JoinedIndex> _made = new();

    public async Task<JoinedIndex> NowAsync(CancellationToken cancellationToken)
    {
        var run = await answers.AtAsync(null, cancellationToken);
        return await _made.OfAsync(run, token => Task.FromResult(new JoinedIndex(run.Estate, r => run.ValueOf(r, OwnershipQuestion.Owner), token)), cancellationToken);
    }

    public void Dispose() => _made.Dispose();
}
