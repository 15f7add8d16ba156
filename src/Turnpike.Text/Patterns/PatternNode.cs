namespace Turnpike.Text.Patterns;

/// <summary>A regular expression as a tree. Immutable.</summary>
public abstract record PatternNode
{
    public static PatternNode Empty { get; } = new Sequence([]);

    /// <summary>One code point of a set.</summary>
    public sealed record One(RuneSet Set) : PatternNode;

    public sealed record Sequence(IReadOnlyList<PatternNode> Parts) : PatternNode;

    /// <summary>The first that leads to a match wins.</summary>
    public sealed record Choice(IReadOnlyList<PatternNode> Options) : PatternNode;

    /// <param name="Max">Null: any number.</param>
    public sealed record Repeat(PatternNode Body, int Min, int? Max, bool IsGreedy) : PatternNode;

    public sealed record Group(PatternNode Body, int Index) : PatternNode;

    public sealed record Boundary(BoundaryKind Kind) : PatternNode;
}

public enum BoundaryKind : byte
{
    TextStart,
    TextEnd,
    LineStart,
    LineEnd,
    Word,
    NotWord,
}

/// <summary>A pattern that is refused; the message is worded as Go's regexp words it.</summary>
public sealed class PatternException(string message) : Exception(message);
