using Turnpike.Gate.Judging;

namespace Turnpike.Gate;

/// <summary>Judges inputs by rules: the whole of <c>turnpike check</c> without the reading and printing.</summary>
public static class GateCheck
{
    /// <summary>Never throws for what is in the request; every fault is in the report.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static CheckReport Run(CheckRequest request, CancellationToken cancellation = default) => new CheckRun(request, cancellation).Run();
}
