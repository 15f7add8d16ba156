using Turnpike.Server.Ledger;

namespace Turnpike.Cli.Ledger;

/// <summary>Which entries to list.</summary>
/// <param name="From">The first of them; null for the newest, the newest first.</param>
/// <param name="Stream">How the name of their stream begins.</param>
/// <param name="Type">How the name of their type begins.</param>
internal sealed record EntryChoice(long? From, int Limit, string? Stream, string? Type)
{
    public bool Wants(EntryResource entry) =>
        entry.Stream.StartsWith(Stream ?? "", StringComparison.Ordinal) && entry.Type.StartsWith(Type ?? "", StringComparison.Ordinal);
}
