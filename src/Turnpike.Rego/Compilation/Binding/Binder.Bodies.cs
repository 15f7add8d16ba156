using System.Collections.Immutable;
using Turnpike.Rego.Compilation.Bound;
using Turnpike.Rego.Syntax;
using Turnpike.Values;

namespace Turnpike.Rego.Compilation.Binding;

internal sealed partial class Binder
{
    /// <summary>Binds a body into the current scope.</summary>
    /// <param name="head">Terms outside the body that share its scope.</param>
    public List<BoundStatement> BindStatements(RegoBody? body, ReadOnlySpan<Term> head)
    {
        var names = new DirectNames(term => term is VarTerm or RefTerm && FindFunction(term) is not null);
        names.AddTerms(head);
        if (body is not null)
        {
            names.AddBody(body);
        }

        _scope.WillDeclare.UnionWith(names.Declared);
        foreach (var (name, span) in names.Used)
        {
            if (!names.Declared.Contains(name) && !_scope.TryFind(name, out _) && !IsGlobal(name))
            {
                _scope.AddImplicit(new Local(name, span));
            }
        }

        var bound = new List<BoundStatement>();
        var statements = body?.Statements ?? [];
        for (var i = 0; i < statements.Length; i++)
        {
            BindStatement(statements[i], i, bound);
        }

        return bound;
    }

    private void BindStatement(Statement statement, int origin, List<BoundStatement> into)
    {
        var modifiers = BindModifiers(statement.Modifiers);
        BoundStatement? bound = statement.Expr switch
        {
            TermExpr expr => BindCondition(expr, statement.IsNegated, modifiers, origin),
            AssignExpr expr => BindAssignment(expr, modifiers, origin),
            UnifyExpr expr => new BoundUnify(expr.Span, Bind(expr.Left), Bind(expr.Right))
            {
                Modifiers = modifiers,
                IsNegated = statement.IsNegated,
                Origin = origin,
            },
            SomeExpr expr => Declare(expr),
            SomeInExpr expr => BindSomeIn(expr, modifiers, origin),
            EveryExpr expr => BindEvery(expr, modifiers, statement.IsNegated, origin),
            _ => throw new InvalidOperationException($"No such expression: {statement.Expr.GetType().Name}"),
        };
        if (bound is { IsNegated: true })
        {
            NestedCalls.Extract(bound, into);
        }
        else if (bound is not null)
        {
            into.Add(bound);
        }
    }

    private BoundStatement BindCondition(TermExpr expr, bool isNegated, IReadOnlyList<BoundModifier> modifiers, int origin)
    {
        if (expr.Term is CallTerm call && BindCallWithOutput(call) is { } output)
        {
            return new BoundUnify(expr.Span, output.Left, output.Right) { Modifiers = modifiers, IsNegated = isNegated, Origin = origin };
        }

        // `eq(x, 1)` is another way to write `x = 1`.
        if (expr.Term is CallTerm { Function: VarTerm { Name: "eq" }, Arguments: [var left, var right] })
        {
            return new BoundUnify(expr.Span, Bind(left), Bind(right)) { Modifiers = modifiers, IsNegated = isNegated, Origin = origin };
        }

        return new BoundCondition(expr.Span, Bind(expr.Term)) { Modifiers = modifiers, IsNegated = isNegated, Origin = origin };
    }

    private BoundUnify BindAssignment(AssignExpr expr, IReadOnlyList<BoundModifier> modifiers, int origin)
    {
        var value = Bind(expr.Value);
        if (expr.Target is not (VarTerm or ArrayTerm or ObjectTerm))
        {
            Diagnostics.Add(CompilationDiagnostics.CannotAssign(_source, expr.Target.Span, Describe(expr.Target)));
        }

        return new BoundUnify(expr.Span, BindTarget(expr.Target), value) { Modifiers = modifiers, Origin = origin };
    }

    /// <summary>Binds a pattern all of whose variables it declares.</summary>
    public BoundTerm BindTarget(Term target) => target switch
    {
        VarTerm variable => new BoundLocal(variable.Span, Assigned(DeclareOnce(variable))),
        ArrayTerm array => new BoundArray(array.Span, [.. array.Items.Select(BindTarget)]),
        ObjectTerm obj => new BoundObject(obj.Span, [.. obj.Members.Select(m => (Bind(m.Key), BindTarget(m.Value)))]),
        _ => Bind(target),
    };

    private Local Assigned(Local local)
    {
        _context.ShouldBeUsed(_source, local);
        return local;
    }

    private Local DeclareOnce(VarTerm variable)
    {
        if (!variable.IsWildcard && _scope.Has(variable.Name))
        {
            Diagnostics.Add(_scope.HasDeclared(variable.Name)
                ? CompilationDiagnostics.AssignedAbove(_source, variable.Span, variable.Name)
                : CompilationDiagnostics.ReferencedAbove(_source, variable.Span, variable.Name));
        }

        return Declare(variable);
    }

    private BoundStatement? Declare(SomeExpr expr)
    {
        foreach (var variable in expr.Variables)
        {
            if (_scope.Has(variable.Name))
            {
                Diagnostics.Add(_scope.HasDeclared(variable.Name)
                    ? CompilationDiagnostics.DeclaredAbove(_source, variable.Span, variable.Name)
                    : CompilationDiagnostics.ReferencedAbove(_source, variable.Span, variable.Name));
            }

            _context.MustBeUsed(_source, Declare(variable));
        }

        return null;
    }

    private BoundSomeIn BindSomeIn(SomeInExpr expr, IReadOnlyList<BoundModifier> modifiers, int origin)
    {
        var collection = Bind(expr.Collection);
        var declared = new HashSet<string>(StringComparer.Ordinal);
        var key = expr.Key is null ? null : BindPattern(expr.Key, declared);
        return new BoundSomeIn(expr.Span, key, BindPattern(expr.Value, declared), collection) { Modifiers = modifiers, Origin = origin };
    }

    // A name written twice in one pattern is one variable: `some x, x in xs`.
    public BoundTerm BindPattern(Term pattern, HashSet<string> declared)
    {
        switch (pattern)
        {
            case VarTerm variable:
                if (variable.IsWildcard || declared.Add(variable.Name))
                {
                    return new BoundLocal(variable.Span, DeclareOnce(variable));
                }

                return BindName(variable);
            case ArrayTerm array:
                return new BoundArray(array.Span, [.. array.Items.Select(item => BindPattern(item, declared))]);
            case ObjectTerm obj:
                return new BoundObject(obj.Span, [.. obj.Members.Select(m => (Bind(m.Key), BindPattern(m.Value, declared)))]);
            default:
                return Bind(pattern);
        }
    }

    private BoundEvery BindEvery(EveryExpr expr, IReadOnlyList<BoundModifier> modifiers, bool isNegated, int origin)
    {
        var domain = Bind(expr.Domain);
        var outer = _scope;
        _scope = new Scope(outer, isClosure: true);
        var key = expr.Key is null ? null : Declare(expr.Key);
        var value = Declare(expr.Value);
        var statements = BindStatements(expr.Body, []);
        var captured = _scope.Captured;
        _scope = outer;
        Local[] known = [.. captured, value, .. key is null ? Array.Empty<Local>() : [key]];
        var body = _context.Order(_source, expr.Body.Span, statements, known, []);
        return new BoundEvery(expr.Span, key, value, domain, body, [.. captured])
        {
            Modifiers = modifiers,
            IsNegated = isNegated,
            Origin = origin,
        };
    }

    private static string Describe(Term term) => term switch
    {
        RefTerm => "ref",
        CallTerm => "call",
        SetTerm => "set",
        ScalarTerm { Value: var value } => value.Kind.ToString().ToLowerInvariant(),
        _ => "expression",
    };

    private List<BoundModifier> BindModifiers(ImmutableArray<WithModifier> modifiers)
    {
        var bound = new List<BoundModifier>(modifiers.Length);
        foreach (var modifier in modifiers)
        {
            if (BindModifier(modifier) is { } one)
            {
                bound.Add(one);
            }
        }

        return bound;
    }

    private BoundModifier? BindModifier(WithModifier modifier)
    {
        if (FindFunction(modifier.Target) is { } function)
        {
            return BindReplacement(modifier, function);
        }

        BoundTerm target = modifier.Target is VarTerm variable ? BindName(variable) : BindReferenceUnchecked((RefTerm)modifier.Target);
        var keys = target is BoundRef reference ? reference.Keys : [];
        if ((target as BoundRoot ?? (target as BoundRef)?.Head) is not BoundRoot root)
        {
            var reason = modifier.Target is VarTerm unknown ? unknown.Name : "path";
            Diagnostics.Add(CompilationDiagnostics.WithTarget(_source, modifier.Target.Span, reason));
            return null;
        }

        var path = new Value[keys.Count];
        for (var i = 0; i < path.Length; i++)
        {
            if (keys[i] is not BoundConstant constant)
            {
                Diagnostics.Add(CompilationDiagnostics.WithTarget(_source, keys[i].Span, "its path must be constant"));
                return null;
            }

            path[i] = constant.Value;
        }

        return new BoundModifier(modifier.Span, root.Root, path, null, Bind(modifier.Value), null);
    }

    private BoundModifier BindReplacement(WithModifier modifier, BoundFunction function)
    {
        var replacement = modifier.Value is VarTerm or RefTerm ? FindFunction(modifier.Value) : null;
        var value = replacement is null ? Bind(modifier.Value) : null;
        if (replacement is not null && Arity(replacement) != Arity(function))
        {
            Diagnostics.Add(CompilationDiagnostics.WrongArgumentCount(
                _source, modifier.Value.Span, NameOf(modifier.Value), Arity(replacement), Arity(function)));
        }

        return new BoundModifier(modifier.Span, DocumentRoot.Data, [], function, value, replacement);
    }

    private BoundRef BindReferenceUnchecked(RefTerm reference)
    {
        var head = reference.Head is VarTerm variable ? BindName(variable) : Bind(reference.Head);
        var keys = BindAll(reference.Path);
        return head is BoundRef inner ? new BoundRef(reference.Span, inner.Head, [.. inner.Keys, .. keys]) : new BoundRef(reference.Span, head, keys);
    }
}
