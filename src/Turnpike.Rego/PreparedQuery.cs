using Turnpike.Rego.Evaluation;

namespace Turnpike.Rego;

/// <summary>A compiled query. Immutable; evaluates from any number of threads at once without locks.</summary>
public sealed class PreparedQuery
{
    internal PreparedQuery()
    {
    }

    /// <summary>All solutions of the query.</summary>
    public RegoAnswer Evaluate(EvaluationRequest request) => throw new NotSupportedException(request.ToString());

    /// <summary>
    /// The members of the one set that the query names, such as <c>data.p.deny</c>, with their certainty.
    /// Where the query answers an array, its items; where it is undefined, none.
    /// </summary>
    public MarkedMembers EvaluateSet(EvaluationRequest request) => throw new NotSupportedException(request.ToString());
}
