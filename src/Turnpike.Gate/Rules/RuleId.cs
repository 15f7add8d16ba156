namespace Turnpike.Gate.Rules;

/// <summary>The stable name of a rule, such as <c>aws-s3-public-acl</c>; for a user's policy its package and rule, such as <c>main.deny</c>.</summary>
public readonly record struct RuleId(string Value) : IComparable<RuleId>
{
    public int CompareTo(RuleId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;

    public static bool operator <(RuleId left, RuleId right) => left.CompareTo(right) < 0;

    public static bool operator >(RuleId left, RuleId right) => left.CompareTo(right) > 0;

    public static bool operator <=(RuleId left, RuleId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(RuleId left, RuleId right) => left.CompareTo(right) >= 0;
}
