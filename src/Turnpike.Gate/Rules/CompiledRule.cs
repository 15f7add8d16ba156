using Turnpike.Gate.Gatekeeper;
using Turnpike.Rego;

namespace Turnpike.Gate.Rules;

/// <summary>A rule ready to be asked.</summary>
/// <param name="Place">Among the rules of its set.</param>
/// <param name="Queries">One for each of deny, violation and warn that the rule defines.</param>
/// <param name="Exceptions">Conftest's: the names of the checks to pass over; null where the package has none.</param>
/// <param name="ExceptionNames">The names of which <paramref name="Exceptions"/> would have to hold one.</param>
/// <param name="Constraint">Of Gatekeeper's; null for every other rule.</param>
internal sealed record CompiledRule(
    int Place,
    RuleMetadata Metadata,
    IReadOnlyList<RuleQuery> Queries,
    PreparedQuery? Exceptions = null,
    IReadOnlyList<string>? ExceptionNames = null,
    Constraint? Constraint = null);

/// <param name="IsWarning">Asks for <c>warn</c>: shown, never counted.</param>
internal sealed record RuleQuery(PreparedQuery Query, bool IsWarning);
