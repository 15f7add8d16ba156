using Turnpike.Text.Patterns;

namespace Turnpike.Hcl.Evaluation;

/// <summary>What is left of the limits of one root's evaluation.</summary>
public sealed class EvaluationBudget(EvaluationLimits limits, CancellationToken cancellation) : IStepCounter
{
    private const int TokenInterval = 4096;
    private long _steps;
    private int _depth;

    public EvaluationLimits Limits => limits;

    /// <summary>The limit that stopped evaluation; null while it may go on.</summary>
    public string? Exceeded { get; private set; }

    /// <summary>Counts work done. False once there was too much: the caller stops and answers with an unknown.</summary>
    public bool TrySpend(long steps = 1)
    {
        var before = _steps;
        _steps += steps;
        if ((before / TokenInterval) != (_steps / TokenInterval))
        {
            cancellation.ThrowIfCancellationRequested();
        }

        if (_steps <= limits.Steps)
        {
            return Exceeded is null;
        }

        Exceeded ??= "steps";
        return false;
    }

    void IStepCounter.Step(int steps) => TrySpend(steps);

    internal bool TryEnter() => ++_depth <= limits.Depth;

    internal void Leave() => _depth--;
}
