namespace Turnpike.Web.Ledger;

/// <summary>How far a verification is, and what it found.</summary>
/// <param name="State">In a word.</param>
/// <param name="Expected">The sizes of the checkpoints that it was held against.</param>
/// <param name="Root">Base64; null until it has ended.</param>
public sealed record VerificationView(
    string Id,
    string State,
    bool IsRunning,
    bool IsWhole,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    long Checked,
    long Size,
    string? Root,
    IReadOnlyList<long> Expected,
    IReadOnlyList<(long Position, string Message)> Faults);
