using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Types;
using Turnpike.Text;

namespace Turnpike.Hcl.Evaluation;

/// <summary>
/// Computes expressions. A fault is a diagnostic, and what stands for the faulty part is an unknown of any type, so that
/// the rest is still computed and all faults are found. For one thread, as its context is.
/// </summary>
public sealed partial class Evaluator(EvaluationContext context)
{
    public EvaluationContext Context => context;

    public HclValue Evaluate(HclExpression expression, HclScope scope, DiagnosticBag diagnostics) =>
        context.Budget.TrySpend() ? HclValue.Dynamic : default;
}
