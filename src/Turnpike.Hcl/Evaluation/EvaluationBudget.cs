using System.Runtime.CompilerServices;
using Turnpike.Hcl.Syntax;
using Turnpike.Text;
using Turnpike.Text.Patterns;

namespace Turnpike.Hcl.Evaluation;

/// <summary>What is left of the limits of one root's evaluation. The first limit that is hit is reported; then all answers are unknown.</summary>
public sealed class EvaluationBudget(EvaluationLimits limits, CancellationToken cancellation) : IStepCounter
{
    private const long TokenInterval = 4096;
    private long _steps;
    private long _nextToken = TokenInterval;
    private int _depth;
    private bool _isSpent;

    public EvaluationLimits Limits => limits;

    /// <summary>Counts work done. False once there was too much: the caller stops and answers with an unknown.</summary>
    public bool TrySpend(long steps = 1)
    {
        _steps += steps;
        if (_steps >= _nextToken)
        {
            cancellation.ThrowIfCancellationRequested();
            _nextToken = _steps + TokenInterval;
        }

        return _steps <= limits.Steps;
    }

    /// <summary>Counts one node, and one level of nesting until <see cref="Leave"/>. False, with a diagnostic, where a limit is hit.</summary>
    internal bool TryEnter(HclExpression expression, DiagnosticBag diagnostics)
    {
        if (!TrySpend())
        {
            if (!_isSpent)
            {
                _isSpent = true;
                diagnostics.Add(EvaluationDiagnostics.TooManySteps(expression.Source, expression.Span, limits.Steps));
            }

            return false;
        }

        if (_depth >= limits.Depth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            diagnostics.Add(EvaluationDiagnostics.TooDeep(expression.Source, expression.Span));
            return false;
        }

        _depth++;
        return true;
    }

    void IStepCounter.Step(int steps) => TrySpend(steps);

    internal void Leave() => _depth--;
}
