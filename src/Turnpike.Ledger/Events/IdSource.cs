namespace Turnpike.Ledger.Events;

/// <summary>Gives a new id at each call. The host's gives UUIDs of version 7; a test's is repeatable.</summary>
public delegate string IdSource();
