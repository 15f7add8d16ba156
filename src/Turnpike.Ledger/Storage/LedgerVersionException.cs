namespace Turnpike.Ledger.Storage;

/// <summary>The store was written by a newer version, whose tables this one does not know.</summary>
public sealed class LedgerVersionException(long found, long known)
    : Exception($"The ledger has tables of version {found}; this version of Turnpike knows {known}. Use the version that wrote it, or a newer one.");
