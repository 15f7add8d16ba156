namespace Turnpike.Values;

public sealed class NullValue : Value
{
    internal static readonly NullValue Plain = new(ValueMarks.None);
    private static readonly NullValue s_sensitive = new(ValueMarks.Sensitive);
    private static readonly NullValue s_ephemeral = new(ValueMarks.Ephemeral);
    private static readonly NullValue s_both = new(ValueMarks.Own);

    private NullValue(ValueMarks marks)
        : base(ValueKind.Null, marks)
    {
    }

    public override Value ToSensitive() => IsEphemeral ? s_both : s_sensitive;

    private protected override Value Remark(ValueMarks marks) => marks switch
    {
        ValueMarks.None => Plain,
        ValueMarks.Sensitive => s_sensitive,
        ValueMarks.Ephemeral => s_ephemeral,
        _ => s_both,
    };

    private protected override bool EqualsSameKind(Value other) => true;

    private protected override int CompareSameKind(Value other) => 0;

    private protected override int ComputeHash() => 0x6E756C6C;
}

public sealed class BooleanValue : Value
{
    internal static readonly BooleanValue PlainTrue = new(true, ValueMarks.None);
    internal static readonly BooleanValue PlainFalse = new(false, ValueMarks.None);
    private static readonly BooleanValue s_sensitiveTrue = new(true, ValueMarks.Sensitive);
    private static readonly BooleanValue s_sensitiveFalse = new(false, ValueMarks.Sensitive);

    private BooleanValue(bool value, ValueMarks marks)
        : base(ValueKind.Boolean, marks) => Value = value;

    public bool Value { get; }

    public override Value ToSensitive() => IsEphemeral ? new BooleanValue(Value, ValueMarks.Own) : Value ? s_sensitiveTrue : s_sensitiveFalse;

    private protected override Value Remark(ValueMarks marks) => marks switch
    {
        ValueMarks.None => Of(Value),
        ValueMarks.Sensitive => Value ? s_sensitiveTrue : s_sensitiveFalse,
        _ => new BooleanValue(Value, marks),
    };

    private protected override bool EqualsSameKind(Value other) => Value == ((BooleanValue)other).Value;

    private protected override int CompareSameKind(Value other) => Value.CompareTo(((BooleanValue)other).Value);

    private protected override int ComputeHash() => Value ? 0x74727565 : 0x66616C73;
}

public sealed class StringValue : Value
{
    public StringValue(string value)
        : this(value, ValueMarks.None)
    {
    }

    private StringValue(string value, ValueMarks marks)
        : base(ValueKind.String, marks) => Value = value;

    public static StringValue Empty { get; } = new("");

    public string Value { get; }

    public override Value ToSensitive() => IsSensitive ? this : new StringValue(Value, Marks | ValueMarks.Sensitive);

    private protected override Value Remark(ValueMarks marks) => new StringValue(Value, marks);

    private protected override bool EqualsSameKind(Value other) => string.Equals(Value, ((StringValue)other).Value, StringComparison.Ordinal);

    private protected override int CompareSameKind(Value other) => CodePointOrder.Compare(Value, ((StringValue)other).Value);

    private protected override int ComputeHash() => Value.GetHashCode(StringComparison.Ordinal);
}

/// <summary>Order of strings by code point, which is the order of their UTF-8 bytes; .NET's ordinal order is by UTF-16 unit.</summary>
public static class CodePointOrder
{
    public static int Compare(string left, string right)
    {
        var at = left.AsSpan().CommonPrefixLength(right);
        if (at == left.Length || at == right.Length)
        {
            return left.Length.CompareTo(right.Length);
        }

        char a = left[at], b = right[at];
        // A surrogate stands for a code point above every other UTF-16 unit, also above U+E000..U+FFFF.
        return char.IsSurrogate(a) != char.IsSurrogate(b)
            ? char.IsSurrogate(a).CompareTo(char.IsSurrogate(b))
            : a.CompareTo(b);
    }
}
