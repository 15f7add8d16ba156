using Turnpike.Text;

namespace Turnpike.Rego;

/// <summary>Compiled policies. Immutable; any number of threads may prepare and evaluate queries over it at once.</summary>
public sealed class RegoProgram
{
    internal RegoProgram()
    {
    }

    /// <summary>Compiles a query such as <c>data.p.deny</c> or <c>x := data.p.q; x > 1</c>; null if it has errors.</summary>
    public PreparedQuery? Prepare(string query, DiagnosticBag diagnostics) => throw new NotSupportedException(query);
}
