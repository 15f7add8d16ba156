using Turnpike.Ledger.Entries;

namespace Turnpike.Ledger;

/// <summary>What a stream must be at for an append to be done.</summary>
public readonly record struct ExpectedVersion
{
    private ExpectedVersion(long version) => Version = version;

    /// <summary>Negative for any.</summary>
    internal long Version { get; }

    /// <summary>Whatever the stream holds: the append cannot conflict.</summary>
    public static ExpectedVersion Any { get; } = new(-1);

    /// <summary>The stream must not exist.</summary>
    public static ExpectedVersion None { get; } = new(0);

    /// <summary>The version that the writer has read.</summary>
    public static ExpectedVersion At(long version)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(version);
        return new ExpectedVersion(version);
    }

    internal bool Allows(long version) => Version < 0 || Version == version;
}

/// <summary>What became of an append: all of its events were recorded, or none.</summary>
public abstract record AppendResult
{
    private AppendResult()
    {
    }

    /// <param name="Position">Of the first event; the others follow it.</param>
    /// <param name="Version">Of the stream after the append.</param>
    public sealed record Appended(long Position, long Version) : AppendResult;

    /// <summary>Somebody else wrote to the stream first. Read on from the version you know, decide again.</summary>
    public sealed record Conflict(StreamName Stream, long ActualVersion) : AppendResult;
}
