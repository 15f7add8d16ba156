namespace Turnpike.Governance.Decisions;

/// <summary>A decision as the ledger has it.</summary>
/// <param name="By">Who decided.</param>
/// <param name="Position">Of its entry in the ledger.</param>
/// <param name="RevokedBy">Null while it was not taken back.</param>
public sealed record Decision(
    string Id,
    string Subject,
    Verdict Verdict,
    string By,
    string Role,
    string Rule,
    int Needed,
    string? Reason,
    IReadOnlyDictionary<string, string> Inputs,
    DateTimeOffset At,
    long Position,
    string? RevokedBy = null)
{
    /// <summary>
    /// Whether it still counts. A decision holds for what was seen: an input that has another hash now, or is not there
    /// any more, makes it void, and so does one that has come since.
    /// </summary>
    /// <param name="inputs">The hashes as they are now.</param>
    public Standing StandingFor(IReadOnlyDictionary<string, string> inputs)
    {
        if (RevokedBy is not null)
        {
            return new Standing(false, $"{RevokedBy} revoked it");
        }

        var moved = Inputs.Keys.Union(inputs.Keys, StringComparer.Ordinal)
            .Where(name => Inputs.GetValueOrDefault(name) != inputs.GetValueOrDefault(name))
            .Order(StringComparer.Ordinal)
            .ToList();
        return moved.Count == 0
            ? new Standing(true, "it holds")
            : new Standing(false, $"it was made for another {string.Join(" and another ", moved)}");
    }
}

/// <param name="Why">One clause for people.</param>
public sealed record Standing(bool Holds, string Why);
