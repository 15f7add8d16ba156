namespace Turnpike.Rego.Builtins.Patterns;

/// <summary>A regular expression as a tree. Immutable.</summary>
internal abstract record PatternNode
{
    public static PatternNode Empty { get; } = new Sequence([]);

    /// <summary>One code point of a set.</summary>
    internal sealed record One(RuneSet Set) : PatternNode;

    internal sealed record Sequence(IReadOnlyList<PatternNode> Parts) : PatternNode;

    /// <summary>The first that leads to a match wins.</summary>
    internal sealed record Choice(IReadOnlyList<PatternNode> Options) : PatternNode;

    /// <param name="Max">Null: any number.</param>
    internal sealed record Repeat(PatternNode Body, int Min, int? Max, bool IsGreedy) : PatternNode;

    internal sealed record Group(PatternNode Body, int Index) : PatternNode;

    internal sealed record Boundary(BoundaryKind Kind) : PatternNode;
}

internal enum BoundaryKind : byte
{
    TextStart,
    TextEnd,
    LineStart,
    LineEnd,
    Word,
    NotWord,
}

/// <summary>A pattern that is refused; the message is worded as Go's regexp words it.</summary>
internal sealed class PatternException(string message) : Exception(message);
