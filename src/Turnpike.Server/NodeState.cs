namespace Turnpike.Server;

/// <summary>How a node is: whether it has read the ledger, and what keeps it from going on.</summary>
public sealed class NodeState
{
    private readonly TaskCompletionSource _caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _fault;

    /// <summary>Ends when the projections have once known all of the ledger.</summary>
    public Task CaughtUp => _caughtUp.Task;

    /// <summary>Why the projections are not up to date; null while they are.</summary>
    public string? Fault => _fault;

    internal void Follows()
    {
        _fault = null;
        _caughtUp.TrySetResult();
    }

    internal void Fails(string fault) => _fault = fault;
}
