using System.Collections.Immutable;
using Turnpike.Text;

namespace Turnpike.Rego.Syntax;

public enum RuleKind : byte
{
    /// <summary>One value at its path: <c>p</c>, <c>p := 1</c>, <c>p.q[x] := y</c>. A path with variables makes a partial object.</summary>
    Value,

    /// <summary>A set at its path: <c>p contains x</c>, in version 0 also <c>p[x] { … }</c>.</summary>
    Set,

    Function,
}

/// <summary>
/// One definition. A version 0 chain of bodies (<c>p { … } { … }</c>) is a rule each, all with the same head.
/// </summary>
/// <param name="Span">The whole definition with its else clauses; of a chained rule, its body.</param>
/// <param name="IsDefault"><c>default p := value</c>; such a rule has no body and no else.</param>
/// <param name="Head">What is defined.</param>
/// <param name="Body">Null where none is written: always true.</param>
/// <param name="Else">Tried, in order, where the body has no solution.</param>
public sealed record RegoRule(TextSpan Span, bool IsDefault, RuleHead Head, RegoBody? Body, ImmutableArray<ElseClause> Else)
{
    /// <summary><c>if</c> is written before the body.</summary>
    public bool UsesIf { get; init; }

    /// <summary>A further body of the rule before it (version 0).</summary>
    public bool IsChained { get; init; }

    /// <summary>The metadata of scope rule or document that is written at this rule, outermost scope first.</summary>
    public ImmutableArray<Annotation> Annotations { get; init; } = [];
}

/// <param name="Span">From <c>else</c> to the end of the body.</param>
/// <param name="Value">Null where none is written: true.</param>
/// <param name="Body">Null where none is written: always true.</param>
public sealed record ElseClause(TextSpan Span, Term? Value, RegoBody? Body)
{
    public bool IsAssign { get; init; }

    public bool UsesIf { get; init; }
}

/// <param name="Span">From the name to the value.</param>
/// <param name="Kind">What the rule makes.</param>
/// <param name="Name">The first part of the path, below the package.</param>
/// <param name="Path">The parts after the name: <c>[.q, r]</c> of <c>p.q[r]</c>.</param>
/// <param name="Arguments">Patterns; empty unless a function (which may have none).</param>
/// <param name="Key">The member, for <see cref="RuleKind.Set"/> only.</param>
/// <param name="Value">Null where none is written: true. Always null for <see cref="RuleKind.Set"/>.</param>
public sealed record RuleHead(
    TextSpan Span,
    RuleKind Kind,
    VarTerm Name,
    ImmutableArray<Term> Path,
    ImmutableArray<Term> Arguments,
    Term? Key,
    Term? Value)
{
    /// <summary>The value is given with <c>:=</c>, not <c>=</c>.</summary>
    public bool IsAssign { get; init; }

    /// <summary>The set is written with <c>contains</c>, not the version 0 way.</summary>
    public bool UsesContains { get; init; }
}
