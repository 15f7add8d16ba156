namespace Turnpike.Rego.Evaluation;

/// <summary>
/// Ends an evaluation from any depth; caught at its edge, where it becomes the answer's error. At most one an evaluation,
/// so that the ground path never tests for errors.
/// </summary>
internal sealed class EvaluationStopped : Exception
{
    public EvaluationStopped(RegoError error, bool isFinal)
        : base(error.Message)
    {
        Error = error;
        IsFinal = isFinal;
    }

    public RegoError Error { get; }

    /// <summary>A limit or a cancellation: it counts on every path, also on one that is only possible.</summary>
    public bool IsFinal { get; }
}
