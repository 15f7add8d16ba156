namespace Turnpike.Values;

/// <summary>In the order in which values of different kinds compare (Rego's order; unknown last).</summary>
public enum ValueKind : byte
{
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
    Set,
    Unknown,

    /// <summary>A <see cref="PossibleValue"/>; only inside a collection.</summary>
    Possible,
}
