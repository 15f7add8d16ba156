using Turnpike.Rego.Evaluation;
using Turnpike.Rego.Evaluation.Steps;

namespace Turnpike.Rego.Compilation.Planning;

/// <summary>Links the steps of one body in order.</summary>
internal sealed class StepChain
{
    private Step? _last;

    public Step? First { get; private set; }

    public int Count { get; private set; }

    /// <summary>How many of the steps visit every item of something.</summary>
    public int Iterations { get; private set; }

    public void Append(Step step)
    {
        if (++Count % StackGuardStep.Interval == 0)
        {
            Link(new StackGuardStep());
        }

        Iterations += step is EnumerateStep or RelationStep or DocumentStep ? 1 : 0;
        Link(step);
    }

    /// <summary>Ends the chain.</summary>
    public Step Close(Step terminal)
    {
        Link(terminal);
        return First!;
    }

    private void Link(Step step)
    {
        if (_last is null)
        {
            First = step;
        }
        else
        {
            _last.Next = step;
        }

        _last = step;
    }
}
