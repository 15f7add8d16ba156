namespace Turnpike.Hcl.Types;

public enum HclTypeKind : byte
{
    Dynamic,
    Boolean,
    Number,
    String,
    List,
    Set,
    Map,
    Tuple,
    Object,
}

/// <summary>
/// A type of Terraform's language. Immutable, equal by structure. <see cref="Dynamic"/> stands for a type that is not
/// known (of an unknown or null value), and in a constraint for any type.
/// </summary>
public abstract class HclType : IEquatable<HclType>
{
    private CollectionType? _list;
    private CollectionType? _set;
    private CollectionType? _map;

    private protected HclType(HclTypeKind kind, bool holdsDynamic, bool holdsOptional = false)
    {
        Kind = kind;
        HoldsDynamic = holdsDynamic;
        HoldsOptional = holdsOptional;
    }

    public static HclType Dynamic { get; } = new PrimitiveType(HclTypeKind.Dynamic);

    public static HclType Boolean { get; } = new PrimitiveType(HclTypeKind.Boolean);

    public static HclType Number { get; } = new PrimitiveType(HclTypeKind.Number);

    public static HclType String { get; } = new PrimitiveType(HclTypeKind.String);

    public HclTypeKind Kind { get; }

    /// <summary>This type is dynamic, or a part of it is, at any depth.</summary>
    public bool HoldsDynamic { get; }

    /// <summary>Some object at any depth has optional attributes: this is a constraint, and no value's type.</summary>
    public bool HoldsOptional { get; }

    /// <summary>Boolean, number or string.</summary>
    public bool IsPrimitive => Kind is >= HclTypeKind.Boolean and <= HclTypeKind.String;

    /// <summary>List, set or map: all elements have one type.</summary>
    public bool IsCollection => Kind is >= HclTypeKind.List and <= HclTypeKind.Map;

    /// <summary>What an element of a list, set or map is; null for other types.</summary>
    public virtual HclType? Element => null;

    public static CollectionType List(HclType element) => element._list ??= new CollectionType(HclTypeKind.List, element);

    public static CollectionType Set(HclType element) => element._set ??= new CollectionType(HclTypeKind.Set, element);

    public static CollectionType Map(HclType element) => element._map ??= new CollectionType(HclTypeKind.Map, element);

    public static TupleType Tuple(params HclType[] elements) => TupleType.Create(elements);

    /// <summary>In any order of the attributes, their names distinct.</summary>
    public static ObjectType Object(params ReadOnlySpan<(string Name, HclType Type)> attributes) => ObjectType.Create(attributes);

    /// <summary>This type with every attribute required, at any depth.</summary>
    public HclType WithoutOptional() => HoldsOptional ? MakeRequired() : this;

    private protected virtual HclType MakeRequired() => this;

    public bool Equals(HclType? other) =>
        ReferenceEquals(this, other) || (other is not null && other.Kind == Kind && EqualsSameKind(other));

    public sealed override bool Equals(object? obj) => Equals(obj as HclType);

    public abstract override int GetHashCode();

    public static bool operator ==(HclType? left, HclType? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(HclType? left, HclType? right) => !(left == right);

    /// <summary>As Terraform names it in messages: <c>list of string</c>, <c>object</c>.</summary>
    public sealed override string ToString() => TypeText.Friendly(this);

    private protected abstract bool EqualsSameKind(HclType other);

    private sealed class PrimitiveType(HclTypeKind kind) : HclType(kind, kind == HclTypeKind.Dynamic)
    {
        public override int GetHashCode() => (int)Kind;

        private protected override bool EqualsSameKind(HclType other) => true;
    }
}
