using Turnpike.Rego.Syntax;

namespace Turnpike.Rego.Tests.Plain;

/// <summary>The variables that a piece of syntax mentions.</summary>
internal static class Names
{
    /// <summary>With <paramref name="nested"/> also those inside comprehensions and every.</summary>
    public static HashSet<string> Of(Expr expr, bool nested)
    {
        var names = new HashSet<string>();
        Collect(expr, names, nested ? names : []);
        return names;
    }

    /// <summary>Those inside the comprehensions and every of an expression, without the ones declared there.</summary>
    public static HashSet<string> NestedOf(Expr expr)
    {
        var inner = new HashSet<string>();
        Collect(expr, [], inner);
        return inner;
    }

    public static IEnumerable<string> DeclaredBy(Statement statement) => statement.Expr switch
    {
        AssignExpr assign => Pattern(assign.Target),
        SomeExpr some => some.Variables.Select(v => v.Name),
        SomeInExpr some => Pattern(some.Value).Concat(some.Key is null ? [] : Pattern(some.Key)),
        _ => [],
    };

    public static IEnumerable<string> Pattern(Term term) => term switch
    {
        VarTerm { IsWildcard: false } v => [v.Name],
        ArrayTerm a => a.Items.SelectMany(Pattern),
        ObjectTerm o => o.Members.SelectMany(m => Pattern(m.Value)),
        _ => [],
    };

    private static void Collect(Expr expr, HashSet<string> outer, HashSet<string> inner)
    {
        switch (expr)
        {
            case TermExpr e:
                Collect(e.Term, outer, inner);
                break;
            case AssignExpr e:
                Collect(e.Target, outer, inner);
                Collect(e.Value, outer, inner);
                break;
            case UnifyExpr e:
                Collect(e.Left, outer, inner);
                Collect(e.Right, outer, inner);
                break;
            case SomeInExpr e:
                Collect(e.Value, outer, inner);
                Collect(e.Collection, outer, inner);
                if (e.Key is not null)
                {
                    Collect(e.Key, outer, inner);
                }

                break;
            case EveryExpr e:
                Collect(e.Domain, outer, inner);
                Nested(e.Body, [], inner, [e.Value.Name, .. e.Key is null ? Array.Empty<string>() : [e.Key.Name]]);
                break;
        }
    }

    private static void Nested(RegoBody body, Term[] heads, HashSet<string> inner, IEnumerable<string> declared)
    {
        var names = new HashSet<string>();
        foreach (var statement in body.Statements)
        {
            Collect(statement.Expr, names, names);
            foreach (var modifier in statement.Modifiers)
            {
                Collect(modifier.Value, names, names);
            }
        }

        foreach (var head in heads)
        {
            Collect(head, names, names);
        }

        names.ExceptWith(body.Statements.SelectMany(DeclaredBy));
        names.ExceptWith(declared);
        inner.UnionWith(names);
    }

    private static void Collect(Term term, HashSet<string> outer, HashSet<string> inner)
    {
        switch (term)
        {
            case VarTerm { IsWildcard: false } t:
                outer.Add(t.Name);
                break;
            case RefTerm t:
                Collect(t.Head, outer, inner);
                All(t.Path, outer, inner);
                break;
            case ArrayTerm t:
                All(t.Items, outer, inner);
                break;
            case SetTerm t:
                All(t.Items, outer, inner);
                break;
            case ObjectTerm t:
                All(t.Members.SelectMany(m => new[] { m.Key, m.Value }), outer, inner);
                break;
            case CallTerm t:
                All(t.Arguments, outer, inner);
                break;
            case InfixTerm t:
                All([t.Left, t.Right], outer, inner);
                break;
            case MembershipTerm t:
                All(t.Key is null ? [t.Value, t.Collection] : [t.Key, t.Value, t.Collection], outer, inner);
                break;
            case ArrayComprehension t:
                Nested(t.Body, [t.Item], inner, []);
                break;
            case SetComprehension t:
                Nested(t.Body, [t.Item], inner, []);
                break;
            case ObjectComprehension t:
                Nested(t.Body, [t.Key, t.Value], inner, []);
                break;
        }
    }

    private static void All(IEnumerable<Term> terms, HashSet<string> outer, HashSet<string> inner)
    {
        foreach (var term in terms)
        {
            Collect(term, outer, inner);
        }
    }
}
