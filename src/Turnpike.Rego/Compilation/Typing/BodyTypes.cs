using Turnpike.Rego.Compilation.Bound;
using Turnpike.Rego.Types;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Compilation.Typing;

/// <summary>The types of the locals and terms of one clause, found statement by statement in their order.</summary>
internal sealed partial class BodyTypes(TypeChecker checker, SourceText source, DocumentTypes documents, DiagnosticBag faults)
{
    private readonly Dictionary<Local, RegoType> _locals = [];

    // Of terms that cost something to look at; null says that nothing is known.
    private readonly Dictionary<BoundTerm, RegoType?> _terms = [];

    // OPA looks at references inside the body of `every`, and at nothing else there.
    private bool _onlyReferences;

    public bool HasErrors { get; private set; }

    public void Check(IReadOnlyList<BoundStatement> statements)
    {
        foreach (var statement in statements)
        {
            Check(statement);
        }
    }

    private void Check(BoundStatement statement)
    {
        foreach (var modifier in statement.Modifiers)
        {
            if (modifier.Value is not null)
            {
                Infer(modifier.Value);
            }
        }

        switch (statement)
        {
            case BoundCondition condition:
                Infer(condition.Term);
                break;
            case BoundUnify unify:
                Check(unify);
                break;
            case BoundSomeIn some:
                Check(some);
                break;
            case BoundEvery every:
                Infer(every.Domain);
                var outer = _onlyReferences;
                _onlyReferences = true;
                Check(every.Body.Statements);
                _onlyReferences = outer;
                break;
        }
    }

    private void Check(BoundUnify unify)
    {
        var right = Infer(unify.Right);
        var left = Infer(unify.Left);
        if (_onlyReferences || Unify(unify.Left, left, unify.Right, right))
        {
            return;
        }

        // f(x, y) with y for the result is a call, not a comparison.
        if (unify.Right is BoundCall call && call.Span == unify.Span && SignatureOf(call) is { } signature)
        {
            Report(TypeDiagnostics.Arguments(source, call.Span, call.Name, [.. call.Arguments.Select(TypeOf), left], signature));
            return;
        }

        Report(TypeDiagnostics.Match(source, unify.Span, left, right));
    }

    // some k, v in xs is v = xs[k].
    private void Check(BoundSomeIn some)
    {
        var collection = Infer(some.Collection);
        if (some.Key is not null)
        {
            Infer(some.Key);
        }

        var member = Infer(some.Value);
        if (_onlyReferences || collection is null)
        {
            return;
        }

        if (collection.Keys is not { } keys)
        {
            Report(TypeDiagnostics.NoMembers(source, some.Collection.Span, source.GetString(some.Collection.Span), collection));
            return;
        }

        if (some.Key is not null && !Unify(some.Key, keys))
        {
            Report(TypeDiagnostics.WrongKeyType(source, some.Key.Span, source.GetString(some.Span), TypeOf(some.Key) ?? RegoType.Any, keys));
            return;
        }

        if (collection.Items is { } items && !Unify(some.Value, items))
        {
            Report(TypeDiagnostics.Match(source, some.Value.Span, member, items));
        }
    }

    /// <summary>The type of a term; whatever inside it needs checking is checked, once.</summary>
    public RegoType? Infer(BoundTerm term)
    {
        switch (term)
        {
            case BoundArray array:
                InferAll(array.Items);
                break;
            case BoundSet set:
                InferAll(set.Items);
                break;
            case BoundObject obj:
                foreach (var (key, value) in obj.Members)
                {
                    Infer(key);
                    Infer(value);
                }

                break;
            case BoundTemplate template:
                InferAll(template.Parts);
                break;
            case BoundRef or BoundCall or BoundComprehension when !_terms.ContainsKey(term):
                _terms[term] = InferOnce(term);
                break;
        }

        return TypeOf(term);
    }

    private void InferAll(IReadOnlyList<BoundTerm> terms)
    {
        foreach (var term in terms)
        {
            Infer(term);
        }
    }

    private RegoType? InferOnce(BoundTerm term) => term switch
    {
        BoundRef reference => OfReference(reference),
        BoundCall call => OfCall(call),
        _ when _onlyReferences => null,
        BoundComprehension comprehension => OfComprehension(comprehension),
        _ => null,
    };

    /// <summary>The type of a term already inferred; null where some part of it is not known yet.</summary>
    public RegoType? TypeOf(BoundTerm term) => term switch
    {
        BoundConstant constant => RegoType.Of(constant.Value),
        BoundLocal { Local: var local } => _locals.GetValueOrDefault(local),
        BoundRoot { Root: DocumentRoot.Input } => documents.Input ?? checker.Input,
        BoundRoot => RegoType.ObjectOf(RegoType.String, RegoType.Any),
        BoundArray { Items.Count: 0 } => RegoType.ArrayOf(RegoType.Any),
        BoundArray array => OfArray(array),
        BoundSet set => OfSet(set),
        BoundObject { Members.Count: 0 } => RegoType.ObjectOf(RegoType.Any, RegoType.Any),
        BoundObject obj => OfObject(obj),
        BoundTemplate => RegoType.String,
        _ => _terms.GetValueOrDefault(term),
    };

    private RegoType? OfArray(BoundArray array)
    {
        var items = new RegoType[array.Items.Count];
        for (var i = 0; i < items.Length; i++)
        {
            if (TypeOf(array.Items[i]) is not { } item)
            {
                return null;
            }

            items[i] = item;
        }

        return TypeRelations.Bounded(RegoType.Tuple(items));
    }

    private RegoType? OfSet(BoundSet set)
    {
        var types = new List<RegoType>();
        foreach (var item in set.Items)
        {
            if (TypeOf(item) is not { } type)
            {
                return null;
            }

            types.Add(type);
        }

        return TypeRelations.Bounded(RegoType.SetOf(RegoType.UnionOf([.. types])));
    }

    private RegoType? OfObject(BoundObject obj)
    {
        var members = new List<(Value, RegoType)>();
        (RegoType, RegoType)? others = null;
        foreach (var (key, value) in obj.Members)
        {
            if (TypeOf(value) is not { } type)
            {
                return null;
            }

            if (key is BoundConstant constant)
            {
                members.Add((constant.Value, type));
            }
            else
            {
                // Several computed keys: OPA keeps the last; the union of them all never reports what it would not.
                others = others is var (keys, values)
                    ? (keys.Or(TypeOf(key) ?? RegoType.Any), values.Or(type))
                    : (TypeOf(key) ?? RegoType.Any, type);
            }
        }

        return TypeRelations.Bounded(ObjectType.Create(members, others));
    }

    private RegoType? OfComprehension(BoundComprehension comprehension)
    {
        Check(comprehension.Body.Statements);
        var key = comprehension.Key is null ? null : Infer(comprehension.Key);
        var value = Infer(comprehension.Value) ?? RegoType.Any;
        return TypeRelations.Bounded(comprehension.Kind switch
        {
            ComprehensionKind.Array => RegoType.ArrayOf(value),
            ComprehensionKind.Set => RegoType.SetOf(value),
            _ => RegoType.ObjectOf(key ?? RegoType.Any, value),
        });
    }

    private RegoType? OfCall(BoundCall call)
    {
        InferAll(call.Arguments);
        if (SignatureOf(call) is not { } signature)
        {
            return RegoType.Any;
        }

        // print takes any number of arguments, and its parameters do not say so.
        for (var i = 0; i < Math.Min(call.Arguments.Count, signature.Parameters.Count) && !_onlyReferences; i++)
        {
            if (!Unify(call.Arguments[i], signature.Parameters[i]))
            {
                Report(TypeDiagnostics.Arguments(source, call.Span, call.Name, [.. call.Arguments.Select(TypeOf)], signature));
                break;
            }
        }

        return signature.Result;
    }

    private FunctionType? SignatureOf(BoundCall call) => call.Builtin?.Signature ?? checker.TypeOf(call.Function!) as FunctionType;

    private void Report(Diagnostic fault)
    {
        HasErrors = true;
        faults.Add(fault);
    }
}
