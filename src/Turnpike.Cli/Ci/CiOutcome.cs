using Turnpike.Gate.Reports;
using Turnpike.Server.Changes;

namespace Turnpike.Cli.Ci;

/// <summary>What came of judging a plan, or everything at once.</summary>
/// <param name="Name">What its reports are called.</param>
/// <param name="Reports">In every form.</param>
/// <param name="Change">Where a server judged it.</param>
/// <param name="Link">To the change on the server.</param>
internal sealed record CiOutcome(string Name, int Exit, IReadOnlyDictionary<ReportFormat, byte[]> Reports, ChangeResource? Change, string? Link)
{
    public static string Word(int exit) => exit switch
    {
        ExitCode.Pass => "pass",
        ExitCode.Fail => "fail",
        ExitCode.Undecided => "unknown",
        _ => "bad-input",
    };
}
