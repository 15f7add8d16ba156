using Turnpike.Rego.Types;

namespace Turnpike.Rego.Compilation.Typing;

/// <summary>The relations of types that OPA's checker uses, with its blind spots: what it lets pass is let pass.</summary>
internal static class TypeRelations
{
    // A type of more parts than this says too little for what it costs: x := [y, y] doubles it with every line.
    private const int MaxSize = 2000;

    /// <summary>Whether the values of two types may be equal.</summary>
    public static bool Unifies(RegoType left, RegoType right)
    {
        if (left is AnyOfType || right is AnyOfType)
        {
            return UnifiesAny(left, right) || UnifiesAny(right, left);
        }

        return (left, right) switch
        {
            (ScalarType a, ScalarType b) => a.Kind == b.Kind,
            (ArrayType a, ArrayType b) => HoldsItemsOf(a, b) && HoldsItemsOf(b, a) && Rest(a.Rest, b.Rest),
            (ObjectType a, ObjectType b) => HoldsMembersOf(a, b) && HoldsMembersOf(b, a) && Rest(a.Others?.Value, b.Others?.Value),
            (SetType a, SetType b) => Unifies(a.Member, b.Member),
            _ => false,
        };
    }

    private static bool UnifiesAny(RegoType union, RegoType other)
    {
        if (union is not AnyOfType any)
        {
            return false;
        }

        foreach (var type in any.IsAny ? [] : any.Alternatives)
        {
            if (Unifies(type, other))
            {
                return true;
            }
        }

        return any.IsAny;
    }

    private static bool Rest(RegoType? left, RegoType? right) => left is null || right is null || Unifies(left, right);

    private static bool HoldsItemsOf(ArrayType left, ArrayType right)
    {
        for (var i = 0; i < left.First.Count; i++)
        {
            var other = i < right.First.Count ? right.First[i] : right.Rest;
            if (other is null || !Unifies(left.First[i], other))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HoldsMembersOf(ObjectType left, ObjectType right)
    {
        foreach (var (key, value) in left.Members)
        {
            if (right.Select(key) is not { } other || !Unifies(value, other))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The type of a rule that several definitions give: sets and open objects grow together, all else is either.</summary>
    public static RegoType Merge(RegoType? left, RegoType right) => Bounded((left, right) switch
    {
        (null, _) => right,
        (SetType a, SetType b) => RegoType.SetOf(a.Member.Or(b.Member)),
        (ObjectType { Members.Count: 0, Others: { } a }, ObjectType { Members.Count: 0, Others: { } b }) =>
            RegoType.ObjectOf(a.Key.Or(b.Key), Merge(a.Value, b.Value)),
        (FunctionType a, FunctionType b) when a.Parameters.Count == b.Parameters.Count =>
            RegoType.Function([.. a.Parameters.Zip(b.Parameters, static (x, y) => Bounded(x.Or(y)))], Bounded(a.Result.Or(b.Result))),
        (FunctionType, _) or (_, FunctionType) => RegoType.Any,
        _ => left.Or(right),
    });

    /// <summary>The type itself, or a wider one where it has grown too large.</summary>
    public static RegoType Bounded(RegoType type) => type.Size <= MaxSize ? type : type switch
    {
        ArrayType => RegoType.ArrayOf(RegoType.Any),
        ObjectType => RegoType.ObjectOf(RegoType.Any, RegoType.Any),
        SetType => RegoType.SetOf(RegoType.Any),
        _ => RegoType.Any,
    };
}
