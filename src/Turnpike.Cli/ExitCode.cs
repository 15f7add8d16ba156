using Turnpike.Gate;

namespace Turnpike.Cli;

/// <summary>What the process says to whoever called it; documented in docs/guides/check.md.</summary>
internal static class ExitCode
{
    public const int Pass = 0;
    public const int Fail = 1;
    public const int Undecided = 2;
    public const int BadInput = 3;
    public const int InternalFault = 4;

    /// <summary>As shells have it for a process that an interrupt ended.</summary>
    public const int Interrupted = 130;

    public static int Of(Verdict verdict) => verdict switch
    {
        Verdict.Pass => Pass,
        Verdict.Fail => Fail,
        _ => Undecided,
    };

    /// <summary>Of several outcomes: bad input over fail over undecided over pass.</summary>
    public static int Worst(IEnumerable<int> exits)
    {
        var all = exits.ToHashSet();
        return Array.Find([BadInput, Fail, Undecided], all.Contains);
    }

    public static int Of(CheckReport report) => report.IsBadInput ? BadInput : Of(report.Verdict);
}
