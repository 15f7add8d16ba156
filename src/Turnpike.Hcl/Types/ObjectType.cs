using Turnpike.Values;

namespace Turnpike.Hcl.Types;

/// <summary>
/// Attributes by name, each with its own type. The names are those of a <see cref="Values.Shape"/>, which the values of
/// the type share, so that an attribute's type and value stand at the same place.
/// </summary>
public sealed class ObjectType : HclType
{
    private readonly HclType[] _types;
    private readonly bool[]? _optional;
    private int _hash;

    private ObjectType(Shape shape, HclType[] types, bool[]? optional)
        : base(
            HclTypeKind.Object,
            Array.Exists(types, static t => t.HoldsDynamic),
            optional is not null || Array.Exists(types, static t => t.HoldsOptional))
    {
        Shape = shape;
        _types = types;
        _optional = optional;
    }

    public static ObjectType Empty { get; } = new(Shape.Empty, [], null);

    public Shape Shape { get; }

    public int Count => _types.Length;

    /// <summary>At the places of the shape's keys.</summary>
    public ReadOnlySpan<HclType> Types => _types;

    /// <summary>Some attribute may be left out; only in constraints.</summary>
    public bool HasOptional => _optional is not null;

    public string NameAt(int index) => ((StringValue)Shape.Keys[index]).Value;

    public bool IsOptional(int index) => _optional is not null && _optional[index];

    /// <summary>The place of an attribute, or -1.</summary>
    public int IndexOf(string name) => Shape.IndexOf(name);

    public HclType? TypeOf(string name)
    {
        var at = Shape.IndexOf(name);
        return at < 0 ? null : _types[at];
    }

    /// <summary>Takes ownership of the arrays, which lie at the places of the shape's keys.</summary>
    public static ObjectType Create(Shape shape, HclType[] types, bool[]? optional = null)
    {
        if (types.Length == 0)
        {
            return Empty;
        }

        optional = optional is not null && Array.IndexOf(optional, true) >= 0 ? optional : null;
        return new ObjectType(shape, types, optional);
    }

    /// <inheritdoc cref="HclType.Object"/>
    public static ObjectType Create(ReadOnlySpan<(string Name, HclType Type)> attributes)
    {
        var keys = new Value[attributes.Length];
        var types = new HclType[attributes.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = Value.Of(attributes[i].Name);
            types[i] = attributes[i].Type;
        }

        Array.Sort(keys, types);
        return Create(Shape.FromSorted(keys), types);
    }

    private protected override HclType MakeRequired() =>
        new ObjectType(Shape, Array.ConvertAll(_types, static t => t.WithoutOptional()), null);

    public override int GetHashCode()
    {
        if (_hash == 0)
        {
            var hash = 23 + Count;
            for (var i = 0; i < _types.Length; i++)
            {
                hash = (hash * 31) + Shape.Keys[i].GetHashCode();
                hash = (hash * 31) + _types[i].GetHashCode();
            }

            _hash = hash == 0 ? 1 : hash;
        }

        return _hash;
    }

    private protected override bool EqualsSameKind(HclType other)
    {
        var that = (ObjectType)other;
        return (ReferenceEquals(Shape, that.Shape) || Shape.Keys.SequenceEqual(that.Shape.Keys))
            && Types.SequenceEqual(that.Types)
            && _optional.AsSpan().SequenceEqual(that._optional);
    }
}
