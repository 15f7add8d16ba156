using Turnpike.Rego.Compilation.Bound;
using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Compilation.Typing;

internal sealed partial class BodyTypes
{
    private RegoType? OfReference(BoundRef reference)
    {
        InferAll(reference.Keys);
        var head = Infer(reference.Head);
        switch (reference.Head)
        {
            case BoundRoot { Root: DocumentRoot.Data }:
                return OfData(reference);
            case BoundLocal { Local: var local } when head is null && !_onlyReferences:
                _locals[local] = head = RegoType.Any;
                break;
        }

        return head is null ? null : Select(head, reference, 0);
    }

    private RegoType? OfData(BoundRef reference)
    {
        if (documents.Find(reference, out var length) is { } annotated)
        {
            return Select(annotated, reference, length);
        }

        var node = checker.Root;
        for (var i = 0; i < reference.Keys.Count; i++)
        {
            if (node.Rule is not null)
            {
                return node.IsFunction ? null : Select(checker.TypeOf(node) ?? RegoType.Any, reference, i);
            }

            if (reference.Keys[i] is not BoundConstant { Value: var key })
            {
                return UnifyKey(reference, i, KeysOf(node)) ? Select(RegoType.Any, reference, i + 1) : null;
            }

            if (i < 2 && key is not StringValue && node.Children.Count > 0)
            {
                Report(TypeDiagnostics.WrongKeyType(source, reference.Span, TextOf(reference), RegoType.Of(key), RegoType.String));
                return null;
            }

            // What is no rule is a base document, of which nothing is known.
            if (node.Child(key) is not { } child)
            {
                return Select(RegoType.Any, reference, i);
            }

            node = child;
        }

        return node.Rule is null ? RegoType.ObjectOf(RegoType.String, RegoType.Any)
            : node.IsFunction ? null
            : checker.TypeOf(node);
    }

    // Base documents may stand beside rules; their keys are strings, as those of rules mostly are.
    private static RegoType KeysOf(RuleNode node)
    {
        RegoType keys = RegoType.String;
        foreach (var child in node.Children.Keys)
        {
            keys = child is StringValue ? keys : keys.Or(RegoType.Of(child));
        }

        return keys;
    }

    /// <summary>The type found by following the keys of a reference from one on; null after a fault.</summary>
    private RegoType? Select(RegoType type, BoundRef reference, int from)
    {
        for (var i = from; i < reference.Keys.Count; i++)
        {
            if (type.Keys is not { } keys || type.Items is not { } items)
            {
                Report(TypeDiagnostics.NoMembers(source, reference.Span, TextOf(reference), type));
                return null;
            }

            if (reference.Keys[i] is BoundConstant { Value: var key })
            {
                if (type.Select(key) is not { } member)
                {
                    Report(TypeDiagnostics.UndefinedKey(source, reference.Span, TextOf(reference), type, key));
                    return null;
                }

                type = member;
            }
            else if (UnifyKey(reference, i, keys))
            {
                type = items;
            }
            else
            {
                return null;
            }
        }

        return type;
    }

    private bool UnifyKey(BoundRef reference, int at, RegoType keys)
    {
        var key = reference.Keys[at];
        if (_onlyReferences && TypeOf(key) is null)
        {
            return true;
        }

        if (Unify(key, keys))
        {
            return true;
        }

        Report(TypeDiagnostics.WrongKeyType(source, reference.Span, TextOf(reference), TypeOf(key) ?? RegoType.Any, keys));
        return false;
    }

    private string TextOf(BoundTerm term) => source.GetString(term.Span);
}
