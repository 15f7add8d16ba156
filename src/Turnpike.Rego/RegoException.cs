using Turnpike.Rego.Evaluation;
using Turnpike.Text;

namespace Turnpike.Rego;

/// <summary>What a policy's text or its evaluation is at fault for.</summary>
public abstract class RegoException : Exception
{
    private protected RegoException(string message)
        : base(message)
    {
    }
}

/// <summary>Policies or a query do not compile. The message lists every fault with its place.</summary>
public sealed class RegoCompilationException : RegoException
{
    internal RegoCompilationException(IReadOnlyList<Diagnostic> diagnostics)
        : base(string.Join(Environment.NewLine, diagnostics)) => Diagnostics = diagnostics;

    public IReadOnlyList<Diagnostic> Diagnostics { get; }
}

/// <summary>An evaluation stopped: a conflict, a limit, or (where asked for) a builtin that failed.</summary>
public sealed class RegoEvaluationException : RegoException
{
    internal RegoEvaluationException(RegoError error)
        : base(error.ToString()) => Error = error;

    public RegoError Error { get; }

    /// <summary>OPA's code, such as <c>eval_conflict_error</c>.</summary>
    public string Code => Error.Code;
}
