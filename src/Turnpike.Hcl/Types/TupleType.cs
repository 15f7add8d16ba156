namespace Turnpike.Hcl.Types;

/// <summary>A sequence of fixed length, each place with its own type.</summary>
public sealed class TupleType : HclType
{
    private readonly HclType[] _elements;
    private int _hash;

    private TupleType(HclType[] elements)
        : base(
            HclTypeKind.Tuple,
            Array.Exists(elements, static e => e.HoldsDynamic),
            Array.Exists(elements, static e => e.HoldsOptional)) => _elements = elements;

    public static TupleType Empty { get; } = new([]);

    public ReadOnlySpan<HclType> Elements => _elements;

    public int Count => _elements.Length;

    public HclType this[int index] => _elements[index];

    /// <summary>Takes ownership of the array.</summary>
    internal static TupleType Create(HclType[] elements) =>
        elements.Length == 0 ? Empty : new TupleType(elements);

    public override int GetHashCode()
    {
        if (_hash == 0)
        {
            var hash = 19;
            foreach (var element in _elements)
            {
                hash = (hash * 31) + element.GetHashCode();
            }

            _hash = hash == 0 ? 1 : hash;
        }

        return _hash;
    }

    private protected override HclType MakeRequired() => Create(Array.ConvertAll(_elements, static e => e.WithoutOptional()));

    private protected override bool EqualsSameKind(HclType other) => Elements.SequenceEqual(((TupleType)other).Elements);
}
