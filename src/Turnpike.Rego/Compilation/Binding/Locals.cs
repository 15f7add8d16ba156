using Turnpike.Rego.Compilation.Bound;

namespace Turnpike.Rego.Compilation.Binding;

/// <summary>Which locals a term or statement reads, and which it can bind.</summary>
internal static class Locals
{
    /// <summary>All locals of the statement's own scope and outer ones; those inside closures only if captured.</summary>
    public static void Collect(BoundStatement statement, ICollection<Local> into)
    {
        foreach (var modifier in statement.Modifiers)
        {
            if (modifier.Value is not null)
            {
                Collect(modifier.Value, into);
            }
        }

        switch (statement)
        {
            case BoundCondition condition:
                Collect(condition.Term, into);
                break;
            case BoundUnify unify:
                Collect(unify.Left, into);
                Collect(unify.Right, into);
                break;
            case BoundSomeIn someIn:
                if (someIn.Key is not null)
                {
                    Collect(someIn.Key, into);
                }

                Collect(someIn.Value, into);
                Collect(someIn.Collection, into);
                break;
            case BoundEvery every:
                Collect(every.Domain, into);
                AddAll(every.Captured, into);
                break;
        }
    }

    public static void Collect(BoundTerm term, ICollection<Local> into)
    {
        switch (term)
        {
            case BoundLocal local:
                into.Add(local.Local);
                break;
            case BoundRef reference:
                Collect(reference.Head, into);
                CollectAll(reference.Keys, into);
                break;
            case BoundArray array:
                CollectAll(array.Items, into);
                break;
            case BoundSet set:
                CollectAll(set.Items, into);
                break;
            case BoundObject obj:
                foreach (var (key, value) in obj.Members)
                {
                    Collect(key, into);
                    Collect(value, into);
                }

                break;
            case BoundCall call:
                CollectAll(call.Arguments, into);
                break;
            case BoundComprehension comprehension:
                AddAll(comprehension.Captured, into);
                break;
            case BoundTemplate template:
                CollectAll(template.Parts, into);
                break;
        }
    }

    public static bool AreAllIn(BoundTerm term, LocalSet bound)
    {
        switch (term)
        {
            case BoundLocal local:
                return bound.Contains(local.Local);
            case BoundConstant or BoundRoot:
                return true;
            default:
                var locals = new List<Local>();
                Collect(term, locals);
                return locals.TrueForAll(bound.Contains);
        }
    }

    /// <summary>Adds what the statement binds when all in <paramref name="bound"/> is bound before it.</summary>
    public static void AddOutputs(BoundStatement statement, LocalSet bound)
    {
        if (statement.IsNegated)
        {
            return;
        }

        foreach (var modifier in statement.Modifiers)
        {
            if (modifier.Value is not null)
            {
                AddKeys(modifier.Value, bound);
            }
        }

        switch (statement)
        {
            case BoundCondition condition:
                AddKeys(condition.Term, bound);
                break;
            case BoundUnify unify:
                AddUnified(unify, bound);
                break;
            case BoundSomeIn someIn:
                AddKeys(someIn.Collection, bound);
                if (AreAllIn(someIn.Collection, bound))
                {
                    AddPattern(someIn.Value, bound);
                    if (someIn.Key is not null)
                    {
                        AddPattern(someIn.Key, bound);
                    }
                }

                break;
            case BoundEvery every:
                AddKeys(every.Domain, bound);
                break;
        }
    }

    /// <summary>Adds the variables that a pattern binds where the value it is matched with is known.</summary>
    public static void AddPattern(BoundTerm pattern, LocalSet bound)
    {
        switch (pattern)
        {
            case BoundLocal local:
                bound.Add(local.Local);
                break;
            case BoundArray array:
                foreach (var item in array.Items)
                {
                    AddPattern(item, bound);
                }

                break;
            case BoundObject obj:
                foreach (var (_, value) in obj.Members)
                {
                    AddPattern(value, bound);
                }

                break;
            default:
                AddKeys(pattern, bound);
                break;
        }
    }

    private static void AddUnified(BoundUnify unify, LocalSet bound)
    {
        int before;
        do
        {
            before = bound.Count;
            AddKeys(unify.Left, bound);
            AddKeys(unify.Right, bound);
            Unify(unify.Left, unify.Right, bound);
        }
        while (bound.Count > before);
    }

    private static void Unify(BoundTerm left, BoundTerm right, LocalSet bound)
    {
        if (AreAllIn(left, bound))
        {
            AddPattern(right, bound);
        }
        else if (AreAllIn(right, bound))
        {
            AddPattern(left, bound);
        }
        else if (left is BoundArray a && right is BoundArray b && a.Items.Count == b.Items.Count)
        {
            for (var i = 0; i < a.Items.Count; i++)
            {
                Unify(a.Items[i], b.Items[i], bound);
            }
        }
        else if (left is BoundObject o && right is BoundObject p)
        {
            foreach (var (key, value) in o.Members)
            {
                if (key is BoundConstant constant && Find(p, constant) is { } other)
                {
                    Unify(value, other, bound);
                }
            }
        }
    }

    public static BoundTerm? Find(BoundObject obj, BoundConstant wanted)
    {
        foreach (var (key, value) in obj.Members)
        {
            if (key is BoundConstant constant && constant.Value.Equals(wanted.Value))
            {
                return value;
            }
        }

        return null;
    }

    // The keys of a reference are found by iterating what stands before them.
    private static void AddKeys(BoundTerm term, LocalSet bound)
    {
        switch (term)
        {
            case BoundRef reference:
                AddKeys(reference.Head, bound);
                if (AreAllIn(reference.Head, bound))
                {
                    foreach (var key in reference.Keys)
                    {
                        AddPattern(key, bound);
                    }
                }

                break;
            case BoundArray array:
                AddKeysOfAll(array.Items, bound);
                break;
            case BoundSet set:
                AddKeysOfAll(set.Items, bound);
                break;
            case BoundObject obj:
                foreach (var (key, value) in obj.Members)
                {
                    AddKeys(key, bound);
                    AddKeys(value, bound);
                }

                break;
            case BoundCall call:
                AddKeysOfAll(call.Arguments, bound);
                break;
        }
    }

    private static void AddKeysOfAll(IReadOnlyList<BoundTerm> terms, LocalSet bound)
    {
        foreach (var term in terms)
        {
            AddKeys(term, bound);
        }
    }

    private static void CollectAll(IReadOnlyList<BoundTerm> terms, ICollection<Local> into)
    {
        foreach (var term in terms)
        {
            Collect(term, into);
        }
    }

    private static void AddAll(IReadOnlyList<Local> locals, ICollection<Local> into)
    {
        foreach (var local in locals)
        {
            into.Add(local);
        }
    }
}
