namespace Turnpike.Values;

/// <summary>Why a value is not known.</summary>
public enum UnknownOrigin : byte
{
    /// <summary>It refers to something that exists only after apply.</summary>
    Reference,

    /// <summary>The provider computes it and the configuration does not set it.</summary>
    ComputedUnset,

    /// <summary>The provider or Terraform put the change off to a later plan.</summary>
    Deferred,

    /// <summary>The module that would say is not there.</summary>
    MissingModule,
}

/// <summary>What is known of an unknown value. Absent members say nothing.</summary>
public sealed record UnknownRefinement
{
    public const int MaxAlternatives = 8;

    public ValueKind? Type { get; init; }

    public bool NotNull { get; init; }

    /// <summary>The value is a string that starts so.</summary>
    public string? Prefix { get; init; }

    /// <summary>The value is a number at least this.</summary>
    public NumberValue? Minimum { get; init; }

    /// <summary>The value is a number at most this.</summary>
    public NumberValue? Maximum { get; init; }

    /// <summary>The value is one of these ground values, at most <see cref="MaxAlternatives"/>; all else above is then implied.</summary>
    public IReadOnlyList<Value>? Alternatives { get; init; }
}

/// <summary>A value that exists and is not known: not null, not absent, not false.</summary>
public sealed class UnknownValue : Value
{
    /// <param name="id">Its path. Two unknowns with one id are the same value.</param>
    /// <param name="isAnonymous">Born of iterating an unknown: not equal even to itself, since it stands for many values.</param>
    public UnknownValue(string id, UnknownOrigin origin, UnknownRefinement? refinement = null, bool isAnonymous = false)
        : this(id, origin, refinement, isAnonymous, null, ValueMarks.HoldsUnknown)
    {
    }

    private UnknownValue(
        string id, UnknownOrigin origin, UnknownRefinement? refinement, bool isAnonymous, IReadOnlyList<UnknownValue>? sources, ValueMarks marks)
        : base(ValueKind.Unknown, marks)
    {
        Id = id;
        Origin = origin;
        Refinement = refinement;
        IsAnonymous = isAnonymous;
        Sources = sources ?? [this];
    }

    /// <summary>A value computed from unknowns, such as the result of a function.</summary>
    /// <param name="sources">What it was computed from: at least one, none of them itself derived.</param>
    public static UnknownValue Derived(string id, IReadOnlyList<UnknownValue> sources, UnknownRefinement? refinement = null, bool isAnonymous = false) =>
        new(id, sources[0].Origin, refinement, isAnonymous, sources, ValueMarks.HoldsUnknown);

    public string Id { get; }

    public UnknownOrigin Origin { get; }

    public UnknownRefinement? Refinement { get; }

    public bool IsAnonymous { get; }

    /// <summary>The unknowns of the input that make this unknown: itself, unless it was computed.</summary>
    public IReadOnlyList<UnknownValue> Sources { get; }

    private bool IsDerived => !ReferenceEquals(Sources[0], this);

    /// <summary>What stands at <paramref name="key"/> inside this unknown; sensitive if this is.</summary>
    public UnknownValue Child(Value key)
    {
        var segment = key is StringValue text ? text.Value : key.ToString();
        return new UnknownValue(Id + "/" + segment, Origin, null, IsAnonymous, IsDerived ? Sources : null, Marks);
    }

    public override Value ToSensitive() =>
        IsSensitive ? this : new UnknownValue(Id, Origin, Refinement, IsAnonymous, IsDerived ? Sources : null, Marks | ValueMarks.Sensitive);

    private protected override bool EqualsSameKind(Value other) => Id == ((UnknownValue)other).Id;

    private protected override int CompareSameKind(Value other) => CodePointOrder.Compare(Id, ((UnknownValue)other).Id);

    private protected override int ComputeHash() => Id.GetHashCode(StringComparison.Ordinal);
}
