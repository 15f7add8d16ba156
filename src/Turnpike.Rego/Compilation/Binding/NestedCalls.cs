using Turnpike.Rego.Compilation.Bound;

namespace Turnpike.Rego.Compilation.Binding;

/// <summary>
/// Takes the calls inside a negated statement out of it, as OPA does: <c>not f(g(x))</c> is <c>y = g(x); not f(y)</c>,
/// hence undefined, not true, where <c>g(x)</c> is undefined.
/// </summary>
internal static class NestedCalls
{
    public static void Extract(BoundStatement statement, List<BoundStatement> into)
    {
        switch (statement)
        {
            case BoundCondition { Term: BoundCall call } condition:
                var arguments = call.Arguments.Select(a => Replace(a, statement, into)).ToArray();
                into.Add(Like(condition, new BoundCall(call.Span, call.Builtin, call.Function, arguments)));
                break;
            case BoundCondition condition:
                into.Add(Like(condition, Replace(condition.Term, statement, into)));
                break;
            case BoundUnify unify:
                into.Add(new BoundUnify(unify.Span, Side(unify.Left, statement, into), Side(unify.Right, statement, into))
                {
                    Modifiers = unify.Modifiers,
                    IsNegated = true,
                    Origin = unify.Origin,
                });
                break;
            default:
                into.Add(statement);
                break;
        }
    }

    private static BoundCondition Like(BoundCondition condition, BoundTerm term) =>
        new(condition.Span, term) { Modifiers = condition.Modifiers, IsNegated = true, Origin = condition.Origin };

    private static BoundTerm Side(BoundTerm term, BoundStatement statement, List<BoundStatement> into) => term is BoundCall call
        ? new BoundCall(call.Span, call.Builtin, call.Function, [.. call.Arguments.Select(a => Replace(a, statement, into))])
        : Replace(term, statement, into);

    private static BoundTerm Replace(BoundTerm term, BoundStatement statement, List<BoundStatement> into)
    {
        switch (term)
        {
            case BoundCall call:
                var arguments = call.Arguments.Select(a => Replace(a, statement, into)).ToArray();
                var local = new BoundLocal(call.Span, new Local("", call.Span));
                into.Add(new BoundUnify(call.Span, local, new BoundCall(call.Span, call.Builtin, call.Function, arguments))
                {
                    Modifiers = statement.Modifiers,
                    Origin = statement.Origin,
                });
                return local;
            case BoundRef reference:
                return new BoundRef(
                    reference.Span,
                    Replace(reference.Head, statement, into),
                    [.. reference.Keys.Select(k => Replace(k, statement, into))]);
            case BoundArray array:
                return new BoundArray(array.Span, [.. array.Items.Select(i => Replace(i, statement, into))]);
            case BoundSet set:
                return new BoundSet(set.Span, [.. set.Items.Select(i => Replace(i, statement, into))]);
            case BoundObject obj:
                return new BoundObject(
                    obj.Span,
                    [.. obj.Members.Select(m => (Replace(m.Key, statement, into), Replace(m.Value, statement, into)))]);
            default:
                return term;
        }
    }
}
