namespace Turnpike.Hcl.Types;

/// <summary>A list, set or map. Made by <see cref="HclType.List"/> and its like, which keep one of each.</summary>
public sealed class CollectionType : HclType
{
    internal CollectionType(HclTypeKind kind, HclType element)
        : base(kind, element.HoldsDynamic, element.HoldsOptional) => Element = element;

    public override HclType Element { get; }

    public override int GetHashCode() => (Element.GetHashCode() * 31) + (int)Kind;

    private protected override HclType MakeRequired()
    {
        var element = Element.WithoutOptional();
        return Kind switch
        {
            HclTypeKind.List => List(element),
            HclTypeKind.Set => Set(element),
            _ => Map(element),
        };
    }

    private protected override bool EqualsSameKind(HclType other) => Element.Equals(((CollectionType)other).Element);
}
