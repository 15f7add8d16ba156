using Turnpike.Values;

namespace Turnpike.Rego.Types;

/// <summary>
/// What is known before evaluation of the values an expression may have. Immutable; equal by structure.
/// <see cref="object.ToString"/> writes it as OPA does: <c>any&lt;number, set[any]&gt;</c>.
/// </summary>
public abstract class RegoType : IEquatable<RegoType>
{
    private string? _text;

    private protected RegoType()
    {
    }

    /// <summary>Any value at all.</summary>
    public static AnyOfType Any { get; } = new([]);

    public static ScalarType Null { get; } = new(ValueKind.Null);

    public static ScalarType Boolean { get; } = new(ValueKind.Boolean);

    public static ScalarType Number { get; } = new(ValueKind.Number);

    public static ScalarType String { get; } = new(ValueKind.String);

    /// <summary>The kinds of values that belong to this type, one bit a <see cref="ValueKind"/>.</summary>
    internal abstract int Kinds { get; }

    /// <summary>How many types it is made of, counting one as often as it occurs.</summary>
    internal virtual int Size => 1;

    /// <summary>An array of any length whose items are of one type.</summary>
    public static ArrayType ArrayOf(RegoType item) => new([], item);

    /// <summary>An array of exactly these items.</summary>
    public static ArrayType Tuple(params ReadOnlySpan<RegoType> items) => new(items.ToArray(), null);

    public static SetType SetOf(RegoType item) => new(item);

    /// <summary>An object with any keys and values of these types.</summary>
    public static ObjectType ObjectOf(RegoType key, RegoType value) => new([], (key, value));

    /// <summary>An object with exactly these members.</summary>
    public static ObjectType Record(params ReadOnlySpan<(string Key, RegoType Value)> members)
    {
        var properties = new (Value, RegoType)[members.Length];
        for (var i = 0; i < members.Length; i++)
        {
            properties[i] = (Value.Of(members[i].Key), members[i].Value);
        }

        return new ObjectType(properties, null);
    }

    /// <summary>One of several types, in the order in which an error names them.</summary>
    public static AnyOfType AnyOf(params ReadOnlySpan<RegoType> types) => new(types.ToArray());

    public static FunctionType Function(IReadOnlyList<RegoType> parameters, RegoType result) => new(parameters, result);

    /// <summary>The narrowest type of one value; unknown parts are <see cref="Any"/>.</summary>
    public static RegoType Of(Value value) => value switch
    {
        ArrayValue array => new ArrayType(Each(array.Items), null),
        SetValue set => new SetType(UnionOf(Each(set.Unordered))),
        ObjectValue obj => new ObjectType(Members(obj), null),
        UnknownValue => Any,
        _ => OfKind(value.Kind),
    };

    /// <summary>The union of two types, without what one of them already says.</summary>
    public RegoType Or(RegoType other) => UnionOf([this, other]);

    /// <summary>The union of some types; the empty union is <see cref="Any"/>.</summary>
    public static RegoType UnionOf(ReadOnlySpan<RegoType> types)
    {
        var distinct = new List<RegoType>();
        foreach (var type in types)
        {
            if (type is AnyOfType { IsAny: true })
            {
                return type;
            }

            foreach (var part in type.Alternatives)
            {
                if (!distinct.Contains(part))
                {
                    distinct.Add(part);
                }
            }
        }

        return distinct.Count switch
        {
            0 => Any,
            1 => distinct[0],
            _ => new AnyOfType([.. distinct]),
        };
    }

    /// <summary>The types that this is a union of; itself where it is none.</summary>
    public virtual IReadOnlyList<RegoType> Alternatives => [this];

    /// <summary>The type of what stands at a key or index of a value of this type; null where there is surely nothing.</summary>
    public virtual RegoType? Select(Value key) => null;

    /// <summary>The type of the keys, indexes or (for a set) members that iterating gives; null where it cannot be iterated.</summary>
    public virtual RegoType? Keys => null;

    /// <summary>The type of the values that iterating gives; null where it cannot be iterated.</summary>
    public virtual RegoType? Items => null;

    /// <summary>Whether a value of the same kind may belong to this type. Looks at the kind only.</summary>
    public bool AcceptsKind(ValueKind kind) => (Kinds & (1 << (int)kind)) != 0;

    /// <summary>Whether some value belongs to both types. False says that the two can never be equal.</summary>
    public bool Overlaps(RegoType other)
    {
        foreach (var left in Alternatives)
        {
            foreach (var right in other.Alternatives)
            {
                if (left is AnyOfType || right is AnyOfType || left.OverlapsOne(right))
                {
                    return true;
                }
            }
        }

        return false;
    }

    public bool Equals(RegoType? other) => ReferenceEquals(this, other) || (other is not null && ToString() == other.ToString());

    public sealed override bool Equals(object? obj) => Equals(obj as RegoType);

    public sealed override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public sealed override string ToString() => _text ??= Describe();

    private protected abstract string Describe();

    /// <summary>As <see cref="Overlaps"/>, neither side a union.</summary>
    private protected abstract bool OverlapsOne(RegoType other);

    private protected static int SizeOf(IReadOnlyList<RegoType> parts, RegoType? last)
    {
        var size = 1L + (last?.Size ?? 0);
        for (var i = 0; i < parts.Count && size < int.MaxValue; i++)
        {
            size += parts[i].Size;
        }

        return (int)Math.Min(size, int.MaxValue);
    }

    private static ScalarType OfKind(ValueKind kind) => kind switch
    {
        ValueKind.Null => Null,
        ValueKind.Boolean => Boolean,
        ValueKind.Number => Number,
        _ => String,
    };

    private static RegoType[] Each(ReadOnlySpan<Value> values)
    {
        var types = new RegoType[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            types[i] = Of(values[i]);
        }

        return types;
    }

    private static (Value, RegoType)[] Members(ObjectValue value)
    {
        var members = new (Value, RegoType)[value.Count];
        for (var i = 0; i < value.Count; i++)
        {
            members[i] = (value.Keys[i], Of(value.Values[i]));
        }

        return members;
    }
}
