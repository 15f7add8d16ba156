namespace Turnpike.Rego.Evaluation;

/// <summary>
/// One statement of a compiled body. It runs its successor once for each of its solutions, so that going back to the
/// next solution is simply returning. Immutable once linked.
/// </summary>
internal abstract class Step
{
    public Step Next { get; set; } = null!;

    /// <summary>
    /// True stops the whole body: enough has been found. The path's mark is of no meaning after the call; whoever
    /// runs its successor more than once puts the mark back each time.
    /// </summary>
    public abstract bool Run(Machine machine, Slot[] frame);
}
