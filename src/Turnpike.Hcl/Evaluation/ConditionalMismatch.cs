using Turnpike.Hcl.Types;

namespace Turnpike.Hcl.Evaluation;

/// <summary>Says in what two types differ that a conditional cannot bring together.</summary>
internal static class ConditionalMismatch
{
    public static string Describe(HclType whenTrue, HclType whenFalse) =>
        (whenTrue, whenFalse) switch
        {
            (ObjectType t, ObjectType f) => DescribeObjects(t, f),
            (TupleType t, TupleType f) => DescribeTuples(t, f),
            (CollectionType t, CollectionType f) when t.Kind == f.Kind && AreBothStructural(t.Element, f.Element) =>
                $"Mismatched {Noun(t.Kind)} element types: {Describe(t.Element, f.Element)}",
            _ => null,
        }
        ?? DescribeNames(whenTrue, whenFalse);

    private static bool AreBothStructural(HclType left, HclType right) =>
        left.Kind == right.Kind && left.Kind is HclTypeKind.Object or HclTypeKind.Tuple;

    private static string Noun(HclTypeKind kind) => kind switch { HclTypeKind.List => "list", HclTypeKind.Set => "set", _ => "map" };

    private static string? DescribeObjects(ObjectType whenTrue, ObjectType whenFalse)
    {
        for (var i = 0; i < whenTrue.Count; i++)
        {
            var name = whenTrue.NameAt(i);
            if (whenFalse.TypeOf(name) is not { } other)
            {
                return $"The 'true' value includes object attribute {TypeText.Quote(name)}, which is absent in the 'false' value";
            }

            if (!whenTrue.Types[i].Equals(other))
            {
                return $"Type mismatch for object attribute {TypeText.Quote(name)}: {Describe(whenTrue.Types[i], other)}";
            }
        }

        for (var i = 0; i < whenFalse.Count; i++)
        {
            if (whenTrue.IndexOf(whenFalse.NameAt(i)) < 0)
            {
                return $"The 'false' value includes object attribute {TypeText.Quote(whenFalse.NameAt(i))}, which is absent in the 'true' value";
            }
        }

        return null;
    }

    private static string? DescribeTuples(TupleType whenTrue, TupleType whenFalse)
    {
        if (whenTrue.Count != whenFalse.Count)
        {
            return $"The 'true' tuple has length {whenTrue.Count}, but the 'false' tuple has length {whenFalse.Count}";
        }

        for (var i = 0; i < whenTrue.Count; i++)
        {
            if (!whenTrue[i].Equals(whenFalse[i]))
            {
                return $"Type mismatch for tuple element {i}: {Describe(whenTrue[i], whenFalse[i])}";
            }
        }

        return null;
    }

    private static string DescribeNames(HclType whenTrue, HclType whenFalse)
    {
        var (left, right) = (TypeText.Friendly(whenTrue), TypeText.Friendly(whenFalse));
        return left == right
            ? "At least one deeply-nested attribute or element is not compatible across both the 'true' and the 'false' value"
            : $"The 'true' value is {left}, but the 'false' value is {right}";
    }
}
