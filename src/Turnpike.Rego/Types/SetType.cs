using Turnpike.Values;

namespace Turnpike.Rego.Types;

public sealed class SetType : RegoType
{
    internal SetType(RegoType member) => Member = member;

    public RegoType Member { get; }

    public override RegoType? Keys => Member;

    public override RegoType? Items => Member;

    internal override int Kinds => 1 << (int)ValueKind.Set;

    internal override int Size => SizeOf([], Member);

    public override RegoType? Select(Value key) => Member.Overlaps(Of(key)) ? Member : null;

    private protected override string Describe() => $"set[{Member}]";

    // Two empty sets are equal whatever their members' types.
    private protected override bool OverlapsOne(RegoType other) => other is SetType;
}
