namespace Turnpike.Ledger.Events;

/// <summary>An entry could not be applied: the projections stopped before it, and nothing is appended after it.</summary>
public sealed class LedgerStoppedException(long position, Exception cause)
    : Exception(cause is LedgerDamagedException ? cause.Message : $"Entry {position} of the ledger could not be applied ({cause.GetType().Name}). Restart the node; if it stops there again, report it.", cause)
{
    public long Position { get; } = position;
}
