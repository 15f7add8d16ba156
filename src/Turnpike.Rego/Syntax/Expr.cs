using System.Collections.Immutable;
using Turnpike.Text;

namespace Turnpike.Rego.Syntax;

/// <summary>A conjunction; never empty.</summary>
public sealed record RegoBody(TextSpan Span, ImmutableArray<Statement> Statements);

/// <summary>One member of a body: an expression, perhaps negated, perhaps under <c>with</c> modifiers.</summary>
public sealed record Statement(TextSpan Span, bool IsNegated, Expr Expr, ImmutableArray<WithModifier> Modifiers);

/// <summary><c>with target as value</c>; the target is a <see cref="VarTerm"/> or a <see cref="RefTerm"/>.</summary>
public sealed record WithModifier(TextSpan Span, Term Target, Term Value);

public abstract record Expr(TextSpan Span);

/// <summary>A term as a condition: false and undefined fail.</summary>
public sealed record TermExpr(TextSpan Span, Term Term) : Expr(Span);

/// <summary><c>target := value</c>; the target declares its variables, perhaps in arrays and objects.</summary>
public sealed record AssignExpr(TextSpan Span, Term Target, Term Value) : Expr(Span);

/// <summary><c>left = right</c></summary>
public sealed record UnifyExpr(TextSpan Span, Term Left, Term Right) : Expr(Span);

/// <summary><c>some x, y</c></summary>
public sealed record SomeExpr(TextSpan Span, ImmutableArray<VarTerm> Variables) : Expr(Span);

/// <summary><c>some value in collection</c> or <c>some key, value in collection</c>; key and value are patterns that declare their variables.</summary>
public sealed record SomeInExpr(TextSpan Span, Term? Key, Term Value, Term Collection) : Expr(Span);

/// <summary><c>every key, value in domain { body }</c></summary>
public sealed record EveryExpr(TextSpan Span, VarTerm? Key, VarTerm Value, Term Domain, RegoBody Body) : Expr(Span);
