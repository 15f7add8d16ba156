using Turnpike.Gate;
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
    private static readonly int[] s_worstFirst = [ExitCode.BadInput, ExitCode.Fail, ExitCode.Undecided, ExitCode.Pass];

    public static int ExitOf(Verdict verdict) => verdict switch
    {
        Verdict.Pass => ExitCode.Pass,
        Verdict.Fail => ExitCode.Fail,
        _ => ExitCode.Undecided,
    };

    public static int Worst(IReadOnlyList<CiOutcome> outcomes) => s_worstFirst.First(exit => exit == ExitCode.Pass || outcomes.Any(o => o.Exit == exit));

    public static string Word(int exit) => exit switch
    {
        ExitCode.Pass => "pass",
        ExitCode.Fail => "fail",
        ExitCode.Undecided => "unknown",
        _ => "bad-input",
    };
}
