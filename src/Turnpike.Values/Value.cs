using System.Numerics;

namespace Turnpike.Values;

/// <summary>
/// The one value model: what a reader produces is what a rule reads. Immutable and safe to share between threads.
/// JSON's values, sets, and <see cref="UnknownValue"/>; any of them may be marked sensitive.
/// Equality and order are Rego's: numbers by their exact value (1 equals 1.0), marks ignored. An unknown equals
/// only an unknown of the same id; three-valued comparison is the evaluator's work.
/// </summary>
public abstract class Value : IEquatable<Value>, IComparable<Value>
{
    // Packed beside the object header so that the marks of a leaf cost nothing.
    private readonly ValueKind _kind;
    private readonly ValueMarks _marks;
    private int _hash;

    private protected Value(ValueKind kind, ValueMarks marks)
    {
        _kind = kind;
        _marks = marks;
    }

    public ValueKind Kind => _kind;

    /// <summary>Holds no unknown, at any depth.</summary>
#if GROUND_ONLY
    // Of the build that bench/ compares with: tracking is compiled out.
    public bool IsGround => true;
#else
    public bool IsGround => (_marks & ValueMarks.HoldsUnknown) == 0;
#endif

    /// <summary>This value itself is sensitive and must not leave the process.</summary>
    public bool IsSensitive => (_marks & ValueMarks.Sensitive) != 0;

    /// <summary>This value or a part of it, at any depth, is sensitive.</summary>
    public bool HoldsSensitive => (_marks & (ValueMarks.Sensitive | ValueMarks.HoldsSensitive)) != 0;

    /// <summary>This value itself is ephemeral: it exists in one run only and is never stored.</summary>
    public bool IsEphemeral => (_marks & ValueMarks.Ephemeral) != 0;

    /// <summary>This value or a part of it, at any depth, is ephemeral.</summary>
    public bool HoldsEphemeral => (_marks & (ValueMarks.Ephemeral | ValueMarks.HoldsEphemeral)) != 0;

    /// <summary>This value or a part of it, at any depth, is sensitive or ephemeral.</summary>
    public bool HoldsMarks => (_marks & ~ValueMarks.HoldsUnknown) != 0;

    /// <summary>The marks of this value itself, without those of its parts.</summary>
    public OwnMarks OwnMarks => (OwnMarks)(_marks & ValueMarks.Own);

    internal ValueMarks Marks => _marks;

    public static Value Null => NullValue.Plain;

    public static Value True => BooleanValue.PlainTrue;

    public static Value False => BooleanValue.PlainFalse;

    public static BooleanValue Of(bool value) => value ? BooleanValue.PlainTrue : BooleanValue.PlainFalse;

    public static NumberValue Of(long value) => NumberValue.Create(value);

    public static NumberValue Of(BigInteger value) => NumberValue.Create(value);

    public static StringValue Of(string value) => new(value);

    public static ArrayValue Array(params ReadOnlySpan<Value> items) => ArrayValue.Create(items.ToArray());

    public static SetValue Set(params ReadOnlySpan<Value> items) => SetValue.Create(items);

    /// <summary>An object with string keys; a key given twice keeps its last value.</summary>
    public static ObjectValue Object(params ReadOnlySpan<(string Key, Value Value)> members)
    {
        var builder = new ObjectBuilder(members.Length);
        foreach (var (key, value) in members)
        {
            builder.Set(Of(key), value);
        }

        return builder.ToValue();
    }

    /// <summary>This value with itself and every part of it marked sensitive.</summary>
    public abstract Value ToSensitive();

    /// <summary>This value with other marks of its own; its parts are shared and keep theirs.</summary>
    public Value WithOwnMarks(OwnMarks marks) =>
        OwnMarks == marks ? this : Remark((_marks & ~ValueMarks.Own) | (ValueMarks)marks);

    private protected abstract Value Remark(ValueMarks marks);

    public bool Equals(Value? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is null || _kind != other._kind)
        {
            return false;
        }

        // The hash of a collection is kept and tells most apart; a scalar is compared sooner than hashed.
        return (_kind <= ValueKind.String || GetHashCode() == other.GetHashCode()) && EqualsSameKind(other);
    }

    public sealed override bool Equals(object? obj) => Equals(obj as Value);

    public sealed override int GetHashCode()
    {
        // 0 means "not yet computed"; a race computes it twice, which is harmless.
        if (_hash == 0)
        {
            var hash = ComputeHash();
            _hash = hash == 0 ? 1 : hash;
        }

        return _hash;
    }

    public int CompareTo(Value? other)
    {
        if (ReferenceEquals(this, other))
        {
            return 0;
        }

        if (other is null)
        {
            return 1;
        }

        return _kind != other._kind ? _kind.CompareTo(other._kind) : CompareSameKind(other);
    }

    public static bool operator ==(Value? left, Value? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(Value? left, Value? right) => !(left == right);

    public static bool operator <(Value left, Value right) => left.CompareTo(right) < 0;

    public static bool operator >(Value left, Value right) => left.CompareTo(right) > 0;

    public static bool operator <=(Value left, Value right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Value left, Value right) => left.CompareTo(right) >= 0;

    /// <summary>JSON text with sensitive and unknown parts shown as placeholders; for logs, tests and debuggers.</summary>
    public sealed override string ToString() => JsonText.Redacted(this);

    private protected abstract bool EqualsSameKind(Value other);

    private protected abstract int CompareSameKind(Value other);

    private protected abstract int ComputeHash();
}

/// <summary>What a value itself is marked with.</summary>
[Flags]
public enum OwnMarks
{
    None = 0,
    Sensitive = 1,
    Ephemeral = 8,
}

[Flags]
internal enum ValueMarks : byte
{
    None = 0,
    Sensitive = 1,
    HoldsSensitive = 2,
    HoldsUnknown = 4,
    Ephemeral = 8,
    HoldsEphemeral = 16,
    Own = Sensitive | Ephemeral,
}
