using Turnpike.Rego.Compilation.Bound;
using Turnpike.Rego.Types;

namespace Turnpike.Rego.Compilation.Typing;

internal sealed partial class BodyTypes
{
    /// <summary>Whether two terms may be equal; locals that have no type yet take that of the other side.</summary>
    private bool Unify(BoundTerm left, RegoType? leftType, BoundTerm right, RegoType? rightType)
    {
        if (leftType is not null && rightType is not null)
        {
            return TypeRelations.Unifies(leftType, rightType);
        }

        if (rightType is not null)
        {
            return Unify(left, rightType);
        }

        if (leftType is not null)
        {
            return Unify(right, leftType);
        }

        return (left, right) switch
        {
            (BoundArray a, BoundArray b) => UnifyEach(a, b),
            (BoundObject a, BoundObject b) => UnifyEach(a, b),
            _ => true,
        };
    }

    private bool UnifyEach(BoundArray left, BoundArray right)
    {
        if (left.Items.Count != right.Items.Count)
        {
            return false;
        }

        for (var i = 0; i < left.Items.Count; i++)
        {
            if (!Unify(left.Items[i], TypeOf(left.Items[i]), right.Items[i], TypeOf(right.Items[i])))
            {
                return false;
            }
        }

        return true;
    }

    private bool UnifyEach(BoundObject left, BoundObject right)
    {
        if (left.Members.Count != right.Members.Count)
        {
            return false;
        }

        foreach (var (key, value) in left.Members)
        {
            if (key is not BoundConstant constant)
            {
                continue;
            }

            foreach (var (otherKey, other) in right.Members)
            {
                if (otherKey is BoundConstant { Value: var same } && same.Equals(constant.Value)
                    && !Unify(value, TypeOf(value), other, TypeOf(other)))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Whether a term may be of a type; locals inside it that have none yet take theirs from it.</summary>
    private bool Unify(BoundTerm term, RegoType type, bool either = false)
    {
        switch (term)
        {
            case BoundLocal { Local: var local }:
                if (_locals.TryGetValue(local, out var known))
                {
                    if (either)
                    {
                        _locals[local] = TypeRelations.Bounded(known.Or(type));
                        return true;
                    }

                    return TypeRelations.Unifies(known, type);
                }

                _locals[local] = type;
                return true;
            case BoundArray or BoundSet or BoundObject when TypeOf(term) is null:
                return UnifyParts(term, type, either);
            default:
                return TypeOf(term) is not { } has || TypeRelations.Unifies(has, type);
        }
    }

    private bool UnifyParts(BoundTerm term, RegoType type, bool either)
    {
        if (type is AnyOfType { IsAny: false })
        {
            var any = false;
            foreach (var alternative in type.Alternatives)
            {
                any |= Unify(term, alternative, either: true);
            }

            return any;
        }

        return (term, type) switch
        {
            (BoundArray array, ArrayType or AnyOfType) => UnifyItems(array, type, either),
            (BoundSet set, SetType or AnyOfType) => set.Items.All(item => Unify(item, type.Items!, either || type is AnyOfType)),
            (BoundObject obj, ObjectType or AnyOfType) => UnifyMembers(obj, type, either),
            _ => false,
        };
    }

    private bool UnifyItems(BoundArray array, RegoType type, bool either)
    {
        if (type is ArrayType { Rest: null } exact && exact.First.Count != array.Items.Count)
        {
            return false;
        }

        for (var i = 0; i < array.Items.Count; i++)
        {
            var item = type is ArrayType known ? i < known.First.Count ? known.First[i] : known.Rest! : type;
            if (!Unify(array.Items[i], item, either || type is AnyOfType))
            {
                return false;
            }
        }

        return true;
    }

    private bool UnifyMembers(BoundObject obj, RegoType type, bool either)
    {
        if (type is ObjectType { Others: null } exact && exact.Members.Count != obj.Members.Count)
        {
            return false;
        }

        foreach (var (key, value) in obj.Members)
        {
            var member = key is BoundConstant constant ? type.Select(constant.Value) : RegoType.Any;
            if (member is null || !Unify(value, member, either || type is AnyOfType))
            {
                return false;
            }
        }

        return true;
    }
}
