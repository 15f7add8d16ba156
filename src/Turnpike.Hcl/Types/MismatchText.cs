namespace Turnpike.Hcl.Types;

/// <summary>Says why one type cannot become another, naming the part of it that is at fault.</summary>
internal static class MismatchText
{
    public static string Of(HclType given, HclType wanted) => (given, wanted) switch
    {
        (ObjectType g, ObjectType w) => OfObjects(g, w),
        (TupleType, { Kind: HclTypeKind.List, Element.Kind: HclTypeKind.Dynamic }) => "all list elements must have the same type",
        (TupleType, { Kind: HclTypeKind.Set, Element.Kind: HclTypeKind.Dynamic }) => "all set elements must have the same type",
        (ObjectType, { Kind: HclTypeKind.Map, Element.Kind: HclTypeKind.Dynamic }) => "all map elements must have the same type",
        (TupleType g, { Kind: HclTypeKind.List or HclTypeKind.Set }) => OfTupleElements(g, wanted.Element!),
        (ObjectType g, { Kind: HclTypeKind.Map }) => OfAttributes(g, wanted.Element!),
        ({ IsCollection: true }, { IsCollection: true }) => OfCollections(given, wanted),
        _ => Required(wanted),
    };

    private static string Required(HclType wanted) => TypeText.FriendlyConstraint(wanted) + " required";

    private static string OfObjects(ObjectType given, ObjectType wanted)
    {
        var missing = new List<string>();
        string? unsafeFault = null, safeFault = null;
        for (var i = 0; i < wanted.Count; i++)
        {
            var name = wanted.NameAt(i);
            if (given.TypeOf(name) is not { } type)
            {
                if (!wanted.IsOptional(i))
                {
                    missing.Add(name);
                }
            }
            else if (!HclConversion.IsAvailable(type, wanted.Types[i], isUnsafe: true))
            {
                unsafeFault ??= $"attribute {TypeText.Quote(name)}: {Of(type, wanted.Types[i])}";
            }
            else if (!HclConversion.IsAvailable(type, wanted.Types[i], isUnsafe: false))
            {
                safeFault ??= $"attribute {TypeText.Quote(name)}: {Of(type, wanted.Types[i])}";
            }
        }

        return missing.Count > 0 ? Missing(missing) : unsafeFault ?? safeFault ?? "incorrect object attributes";
    }

    private static string Missing(List<string> names)
    {
        var quoted = names.ConvertAll(TypeText.Quote);
        return quoted.Count switch
        {
            1 => $"attribute {quoted[0]} is required",
            2 => $"attributes {quoted[0]} and {quoted[1]} are required",
            _ => $"attributes {string.Join(", ", quoted[..^1])}, and {quoted[^1]} are required",
        };
    }

    private static string OfTupleElements(TupleType given, HclType wanted)
    {
        for (var i = 0; i < given.Count; i++)
        {
            if (!HclConversion.IsAvailable(given[i], wanted, isUnsafe: true))
            {
                return $"element {i}: {Of(given[i], wanted)}";
            }
        }

        return $"all elements must be {TypeText.FriendlyConstraint(wanted)}";
    }

    private static string OfAttributes(ObjectType given, HclType wanted)
    {
        for (var i = 0; i < given.Count; i++)
        {
            if (!HclConversion.IsAvailable(given.Types[i], wanted, isUnsafe: true))
            {
                return $"element {TypeText.Quote(given.NameAt(i))}: {Of(given.Types[i], wanted)}";
            }
        }

        return $"all elements must be {TypeText.FriendlyConstraint(wanted)}";
    }

    private static string OfCollections(HclType given, HclType wanted)
    {
        var fits = wanted.Kind == HclTypeKind.Map ? given.Kind == HclTypeKind.Map : given.Kind is HclTypeKind.List or HclTypeKind.Set;
        if (!fits)
        {
            return Required(wanted);
        }

        var noun = wanted.Kind switch { HclTypeKind.List => "list", HclTypeKind.Set => "set", _ => "map" };
        return $"incorrect {noun} element type: {Of(given.Element!, wanted.Element!)}";
    }
}
