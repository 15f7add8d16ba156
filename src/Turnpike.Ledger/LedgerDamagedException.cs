namespace Turnpike.Ledger;

/// <summary>An entry of the store is not what was appended. The ledger does not read past it; restore a backup.</summary>
public sealed class LedgerDamagedException(long position, string fault)
    : Exception($"Entry {position} of the ledger is damaged: {fault}. Run `turnpike ledger verify` and restore a backup.")
{
    public long Position { get; } = position;
}
