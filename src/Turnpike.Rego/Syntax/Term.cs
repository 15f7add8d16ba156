using System.Collections.Immutable;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Syntax;

/// <summary>
/// What has a value. Equality of nodes is of no use (spans take part in it): tables keyed by nodes use
/// <see cref="ReferenceEqualityComparer"/>.
/// </summary>
public abstract record Term(TextSpan Span)
{
    /// <summary>Written in parentheses. The span is that of the term inside them; layout keeps them.</summary>
    public bool IsParenthesized => ParenthesesEnd > 0;

    /// <summary>Just past the closing parenthesis, or 0.</summary>
    internal int ParenthesesEnd { get; init; }

    /// <summary>Just past the term and its parentheses.</summary>
    internal int End => Math.Max(Span.End, ParenthesesEnd);
}

/// <summary>null, a boolean, a number or a string.</summary>
public sealed record ScalarTerm(TextSpan Span, Value Value) : Term(Span)
{
    /// <summary>A string written in backquotes.</summary>
    public bool IsRaw { get; init; }
}

/// <summary>A name as written: a local, a rule of the package, an import, <c>input</c> or <c>data</c>. Each <c>_</c> is its own variable.</summary>
public sealed record VarTerm(TextSpan Span, string Name) : Term(Span)
{
    public bool IsWildcard => Name == "_";
}

/// <summary>A path into a term: <c>input.a["b"][i]</c>. The head is a variable, a call, or a literal collection; a part written <c>.b</c> is a string scalar.</summary>
public sealed record RefTerm(TextSpan Span, Term Head, ImmutableArray<Term> Path) : Term(Span);

public sealed record ArrayTerm(TextSpan Span, ImmutableArray<Term> Items) : Term(Span);

/// <summary>Keys may be any terms; none is dropped for being a duplicate.</summary>
public sealed record ObjectTerm(TextSpan Span, ImmutableArray<ObjectMember> Members) : Term(Span);

public readonly record struct ObjectMember(Term Key, Term Value);

/// <summary>Empty for <c>set()</c>.</summary>
public sealed record SetTerm(TextSpan Span, ImmutableArray<Term> Items) : Term(Span);

public sealed record ArrayComprehension(TextSpan Span, Term Item, RegoBody Body) : Term(Span);

public sealed record SetComprehension(TextSpan Span, Term Item, RegoBody Body) : Term(Span);

public sealed record ObjectComprehension(TextSpan Span, Term Key, Term Value, RegoBody Body) : Term(Span);

/// <summary>
/// <c>f(x)</c>. The function is a <see cref="VarTerm"/> or a <see cref="RefTerm"/> of strings. Operators may be called by
/// their builtin's name too (<c>plus(1, 2)</c>, <c>eq(x, 1)</c>), which the compiler treats as the operator.
/// </summary>
public sealed record CallTerm(TextSpan Span, Term Function, ImmutableArray<Term> Arguments) : Term(Span);

public sealed record InfixTerm(TextSpan Span, InfixOperator Operator, Term Left, Term Right) : Term(Span);

/// <summary><c>value in collection</c> or <c>key, value in collection</c>.</summary>
public sealed record MembershipTerm(TextSpan Span, Term? Key, Term Value, Term Collection) : Term(Span);

/// <summary><c>$"a {b} c"</c>. Neighbouring texts are one part; empty texts are left out.</summary>
public sealed record TemplateTerm(TextSpan Span, ImmutableArray<TemplatePart> Parts) : Term(Span)
{
    /// <summary>Written in backquotes.</summary>
    public bool IsRaw { get; init; }
}

public abstract record TemplatePart(TextSpan Span);

public sealed record TemplateText(TextSpan Span, string Text) : TemplatePart(Span);

/// <summary>An undefined term gives the text <c>&lt;undefined&gt;</c>.</summary>
public sealed record TemplateExpression(TextSpan Span, Term Term, ImmutableArray<WithModifier> Modifiers) : TemplatePart(Span);
