namespace Turnpike.Hcl.Types;

/// <summary>A list, set or map. Made by <see cref="HclType.List"/> and its like, which keep one of each.</summary>
public sealed class CollectionType : HclType
{
    internal CollectionType(HclTypeKind kind, HclType element)
        : base(kind, element.HoldsDynamic) => Element = element;

    public override HclType Element { get; }

    public override int GetHashCode() => (Element.GetHashCode() * 31) + (int)Kind;

    private protected override bool EqualsSameKind(HclType other) => Element.Equals(((CollectionType)other).Element);
}
