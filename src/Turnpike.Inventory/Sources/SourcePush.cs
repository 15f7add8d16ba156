using Turnpike.Text;

namespace Turnpike.Inventory.Sources;

/// <summary>A state or manifests as somebody sends them.</summary>
/// <param name="Scope">What tells apart two roots with the same addresses: a repository and root, a cluster.</param>
/// <param name="Name">The name of the file, which tells apart the sources of a scope.</param>
/// <param name="Content">The bytes as sent; not copied.</param>
/// <param name="Change">The change that was applied, where it is known.</param>
public sealed record SourcePush(string Scope, string Name, ReadOnlyMemory<byte> Content, string? Change = null);

/// <summary>What became of a push.</summary>
public abstract record SourceOutcome
{
    private SourceOutcome()
    {
    }

    /// <summary>It is in the books.</summary>
    public sealed record Received(SourceReceipt Receipt) : SourceOutcome;

    /// <summary>Nothing was written.</summary>
    /// <param name="Code">For programs: <c>invalid</c> for faults of the content, else one a kind of refusal.</param>
    /// <param name="Diagnostics">Every fault that was found.</param>
    public sealed record Refused(string Code, string Message, IReadOnlyList<Diagnostic> Diagnostics) : SourceOutcome;
}

/// <param name="Kind">What the content was found to be, such as <c>terraform-state</c>.</param>
/// <param name="Resources">How many the source holds now.</param>
/// <param name="IsUnchanged">The same was known already: the estate stays as it was.</param>
/// <param name="Position">Of the entry of the ledger that records what is known of the source.</param>
/// <param name="Warnings">What was read but looks wrong.</param>
public sealed record SourceReceipt(
    string Scope,
    string Name,
    string Kind,
    int Resources,
    int Added,
    int Changed,
    int Removed,
    bool IsUnchanged,
    long Position,
    DateTimeOffset ObservedAt,
    IReadOnlyList<Diagnostic> Warnings);
