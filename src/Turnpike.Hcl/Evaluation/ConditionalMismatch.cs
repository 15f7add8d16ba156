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
                $"The elements of the two {Noun(t.Kind)}s differ: {Describe(t.Element, f.Element)}",
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
                return $"Only the first has the attribute {TypeText.Quote(name)}";
            }

            if (!whenTrue.Types[i].Equals(other))
            {
                return $"The attribute {TypeText.Quote(name)} differs: {Describe(whenTrue.Types[i], other)}";
            }
        }

        for (var i = 0; i < whenFalse.Count; i++)
        {
            if (whenTrue.IndexOf(whenFalse.NameAt(i)) < 0)
            {
                return $"Only the second has the attribute {TypeText.Quote(whenFalse.NameAt(i))}";
            }
        }

        return null;
    }

    private static string? DescribeTuples(TupleType whenTrue, TupleType whenFalse)
    {
        if (whenTrue.Count != whenFalse.Count)
        {
            return $"The first has {whenTrue.Count} elements and the second {whenFalse.Count}";
        }

        for (var i = 0; i < whenTrue.Count; i++)
        {
            if (!whenTrue[i].Equals(whenFalse[i]))
            {
                return $"Element {i} differs: {Describe(whenTrue[i], whenFalse[i])}";
            }
        }

        return null;
    }

    private static string DescribeNames(HclType whenTrue, HclType whenFalse)
    {
        var (left, right) = (TypeText.Friendly(whenTrue), TypeText.Friendly(whenFalse));
        return left == right
            ? "They differ in a part deep inside"
            : $"The first is {left}, the second {right}";
    }
}
