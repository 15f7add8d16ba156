using Turnpike.Hcl.Types;
using Turnpike.Text;

namespace Turnpike.Hcl.Evaluation;

/// <summary>A call whose arguments the function evaluates itself.</summary>
public abstract class LazyCall
{
    public abstract int Count { get; }

    /// <summary>The value of an argument; faults go to <paramref name="diagnostics"/>.</summary>
    public abstract HclValue Evaluate(int argument, DiagnosticBag diagnostics);

    /// <summary>Reports that the call itself is at fault, and gives what stands for its result.</summary>
    public abstract HclValue Fail(FunctionFault fault);
}
