using System.Collections.Immutable;
using Turnpike.Rego.Compilation.Bound;
using Turnpike.Rego.Syntax;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Compilation.Binding;

internal sealed partial class Binder
{
    public BoundTerm Bind(Term term) => term switch
    {
        ScalarTerm scalar => new BoundConstant(scalar.Span, scalar.Value),
        VarTerm variable => CheckedDocument(BindName(variable)),
        RefTerm reference => BindReference(reference),
        ArrayTerm array => new BoundArray(array.Span, BindAll(array.Items)),
        SetTerm set => new BoundSet(set.Span, BindAll(set.Items)),
        ObjectTerm obj => new BoundObject(obj.Span, [.. obj.Members.Select(m => (Bind(m.Key), Bind(m.Value)))]),
        ArrayComprehension c => BindComprehension(c.Span, ComprehensionKind.Array, null, c.Item, c.Body),
        SetComprehension c => BindComprehension(c.Span, ComprehensionKind.Set, null, c.Item, c.Body),
        ObjectComprehension c => BindComprehension(c.Span, ComprehensionKind.Object, c.Key, c.Value, c.Body),
        CallTerm call => BindCall(call),
        InfixTerm infix => BindOperator(infix.Span, infix.Operator.BuiltinName(), Bind(infix.Left), Bind(infix.Right)),
        MembershipTerm { Key: null } m => BindOperator(m.Span, "internal.member_2", Bind(m.Value), Bind(m.Collection)),
        MembershipTerm m => BindOperator(m.Span, "internal.member_3", Bind(m.Key), Bind(m.Value), Bind(m.Collection)),
        TemplateTerm template => BindTemplate(template),
        _ => throw new InvalidOperationException($"No such term: {term.GetType().Name}"),
    };

    private BoundTerm[] BindAll(ImmutableArray<Term> terms)
    {
        var bound = new BoundTerm[terms.Length];
        for (var i = 0; i < terms.Length; i++)
        {
            bound[i] = Bind(terms[i]);
        }

        return bound;
    }

    private BoundTerm BindReference(RefTerm reference)
    {
        var head = reference.Head is VarTerm variable ? BindName(variable) : Bind(reference.Head);
        var keys = BindAll(reference.Path);
        return CheckedDocument(head is BoundRef inner
            ? new BoundRef(reference.Span, inner.Head, [.. inner.Keys, .. keys])
            : new BoundRef(reference.Span, head, keys));
    }

    // A function has no value, so a reference may not end at one.
    private BoundTerm CheckedDocument(BoundTerm term)
    {
        if (term is BoundRef { Head: BoundRoot { Root: DocumentRoot.Data } } reference)
        {
            var node = _context.Root;
            foreach (var key in reference.Keys)
            {
                if (key is not BoundConstant { Value: var constant } || node.Child(constant) is not { } child)
                {
                    return term;
                }

                node = child;
                if (node.IsFunction)
                {
                    Diagnostics.Add(CompilationDiagnostics.FunctionAsValue(_source, term.Span, node.ToString()));
                    return term;
                }
            }
        }

        return term;
    }

    private BoundComprehension BindComprehension(TextSpan span, ComprehensionKind kind, Term? key, Term value, RegoBody body)
    {
        var outer = _scope;
        _scope = new Scope(outer, isClosure: true);
        var statements = BindStatements(body, key is null ? [value] : [key, value]);
        var boundKey = key is null ? null : Bind(key);
        var boundValue = Bind(value);
        var captured = _scope.Captured;
        _scope = outer;
        var ordered = _context.Order(_source, body.Span, statements, captured, boundKey is null ? [boundValue] : [boundKey, boundValue]);
        return new BoundComprehension(span, kind, boundKey, boundValue, ordered, [.. captured]);
    }

    private BoundTemplate BindTemplate(TemplateTerm template)
    {
        var parts = new List<BoundTerm>();
        foreach (var part in template.Parts)
        {
            if (part is TemplateText text)
            {
                parts.Add(new BoundConstant(text.Span, Value.Of(text.Text)));
            }
            else if (part is TemplateExpression expression)
            {
                parts.Add(GatherOne(expression.Span, expression.Term, expression.Modifiers));
            }
        }

        return new BoundTemplate(template.Span, parts);
    }

    // Gathered by a comprehension, so that an undefined term is told from a defined one.
    private BoundComprehension GatherOne(TextSpan span, Term term, ImmutableArray<WithModifier> modifiers)
    {
        var outer = _scope;
        _scope = new Scope(outer, isClosure: true);
        var boundModifiers = BindModifiers(modifiers);
        var result = new BoundLocal(span, new Local("", span));
        BoundStatement[] statements = [new BoundUnify(span, result, Bind(term)) { Modifiers = boundModifiers }];
        var captured = _scope.Captured;
        _scope = outer;
        var ordered = _context.Order(_source, span, statements, captured, [result]);
        return new BoundComprehension(span, ComprehensionKind.Set, null, result, ordered, [.. captured]);
    }
}
