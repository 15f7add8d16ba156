using Turnpike.Rego.Syntax;
using Turnpike.Text;

namespace Turnpike.Rego.Compilation.Bound;

/// <summary>One definition with its else clauses, resolved and in order.</summary>
internal sealed class BoundRule(RegoModule module, RegoRule syntax)
{
    public RegoModule Module { get; } = module;

    public RegoRule Syntax { get; } = syntax;

    public SourceText Source => Module.Source;

    /// <summary>The definition, then its else clauses. Empty if it has errors.</summary>
    public IReadOnlyList<BoundClause> Clauses { get; set; } = [];
}

/// <param name="Arguments">Patterns of a function's arguments.</param>
/// <param name="Path">The keys below the rule's node, for a rule that makes a partial object.</param>
/// <param name="Key">The member of a set.</param>
/// <param name="Value">Null for a set.</param>
internal sealed record BoundClause(
    TextSpan Span,
    IReadOnlyList<BoundTerm> Arguments,
    IReadOnlyList<BoundTerm> Path,
    BoundTerm? Key,
    BoundTerm? Value,
    BoundBody Body)
{
    /// <summary>The body before it was put in order, for the plan that finds one key of a partial rule.</summary>
    public required IReadOnlyList<BoundStatement> Written { get; init; }
}
