using Turnpike.Text;

namespace Turnpike.Cli.Client;

/// <summary>
/// A call that a command cannot go on without has failed. No command has anything to do but to print why and end, so it is
/// thrown through them all and caught at one place, <see cref="ServerCommand"/>.
/// </summary>
internal sealed class RefusedException(IReadOnlyList<Diagnostic> faults, int status = 0)
    : Exception(faults.Count > 0 ? faults[0].Message : "refused")
{
    public RefusedException(Diagnostic fault)
        : this([fault])
    {
    }

    public IReadOnlyList<Diagnostic> Faults { get; } = faults;

    /// <summary>Of HTTP; 0 where there was no answer.</summary>
    public int Status { get; } = status;
}
