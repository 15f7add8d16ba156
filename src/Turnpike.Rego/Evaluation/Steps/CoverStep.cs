using Turnpike.Rego.Coverage;

namespace Turnpike.Rego.Evaluation.Steps;

/// <summary>Notes that the evaluation came by.</summary>
internal sealed class CoverStep(CoveragePoint point) : Step
{
    public override bool Run(Machine machine, Slot[] frame)
    {
        point.IsReached = true;
        return Next.Run(machine, frame);
    }
}
