using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Types;
using Turnpike.Text;

namespace Turnpike.Hcl.Evaluation;

/// <summary>A call whose arguments the function evaluates itself.</summary>
public abstract class LazyCall
{
    public abstract int Count { get; }

    /// <summary>The value of an argument; faults go to <paramref name="diagnostics"/>.</summary>
    public abstract HclValue Evaluate(int argument, DiagnosticBag diagnostics);

    /// <summary>The argument as it is written; of an expanded argument, the expression that is expanded.</summary>
    public abstract HclExpression Expression(int argument);

    public abstract EvaluationContext Context { get; }

    /// <summary>Reports that the call itself is at fault, and gives what stands for its result.</summary>
    public abstract HclValue Fail(FunctionFault fault);
}
