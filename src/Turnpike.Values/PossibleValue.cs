namespace Turnpike.Values;

/// <summary>
/// A member that a collection may or may not have, because it hangs on something unknown. It stands in a set in the
/// member's place, in an object as the value at a key, and in an array among the items; an array that holds one is a bag:
/// neither order nor places of its items are known. It stands nowhere else.
/// </summary>
public sealed class PossibleValue : Value
{
    public PossibleValue(Value member, bool isMany, IReadOnlyList<UnknownValue> causes, int causeCount)
        : base(ValueKind.Possible, (member.Marks & ~ValueMarks.Sensitive) | Holds(member) | ValueMarks.HoldsUnknown)
    {
        Member = member;
        IsMany = isMany;
        Causes = causes;
        CauseCount = causeCount;
    }

    public Value Member { get; }

    /// <summary>It stands for any number of members that differ in their unknowns; otherwise for at most one.</summary>
    public bool IsMany { get; }

    /// <summary>The unknowns on which it hangs; where there are very many, some.</summary>
    public IReadOnlyList<UnknownValue> Causes { get; }

    /// <summary>How many unknowns it hangs on, with those left out of <see cref="Causes"/>.</summary>
    public int CauseCount { get; }

    public override Value ToSensitive() => new PossibleValue(Member.ToSensitive(), IsMany, Causes, CauseCount);

    // It stands only where rules are evaluated, whose marks are those of its member.
    private protected override Value Remark(ValueMarks marks) => new PossibleValue(Member.WithOwnMarks((OwnMarks)(marks & ValueMarks.Own)), IsMany, Causes, CauseCount);

    private protected override bool EqualsSameKind(Value other) =>
        IsMany == ((PossibleValue)other).IsMany && Member.Equals(((PossibleValue)other).Member);

    private protected override int CompareSameKind(Value other) => Member.CompareTo(((PossibleValue)other).Member);

    private protected override int ComputeHash() => Member.GetHashCode() + 1;

    private static ValueMarks Holds(Value member) => member.HoldsSensitive ? ValueMarks.HoldsSensitive : ValueMarks.None;
}
