namespace Turnpike.Rego.Types;

/// <summary>One of several types; of none in particular means any value.</summary>
public sealed class AnyOfType : RegoType
{
    private readonly RegoType[] _types;

    internal AnyOfType(RegoType[] types)
    {
        _types = types;
        Kinds = types.Length == 0 ? ~0 : types.Aggregate(0, static (kinds, type) => kinds | type.Kinds);
    }

    public bool IsAny => _types.Length == 0;

    public override IReadOnlyList<RegoType> Alternatives => IsAny ? [this] : _types;

    public override RegoType? Keys => IsAny ? this : Parts(static type => type.Keys);

    public override RegoType? Items => IsAny ? this : Parts(static type => type.Items);

    internal override int Kinds { get; }

    internal override int Size => SizeOf(_types, null);

    public override RegoType? Select(Values.Value key) => IsAny ? this : Parts(type => type.Select(key));

    private RegoType? Parts(Func<RegoType, RegoType?> part)
    {
        var found = _types.Select(part).OfType<RegoType>().ToArray();
        return found.Length == 0 ? null : UnionOf(found);
    }

    private protected override string Describe() =>
        IsAny ? "any" : $"any<{string.Join(", ", _types.Select(t => t.ToString()).Order(StringComparer.Ordinal))}>";

    private protected override bool OverlapsOne(RegoType other) => IsAny || Overlaps(other);
}
