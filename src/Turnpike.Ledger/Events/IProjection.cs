using Turnpike.Ledger.Entries;

namespace Turnpike.Ledger.Events;

/// <summary>
/// What is known from the ledger. It can be thrown away and made again: the same entries in the same order make the same
/// knowledge. Entries it does not know are passed over.
/// </summary>
public interface IProjection
{
    /// <summary>Called once for each entry, in order, by one thread at a time.</summary>
    void Apply(LedgerEntry entry);
}
