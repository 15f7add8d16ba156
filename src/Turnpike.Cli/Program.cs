using System.CommandLine;
using Turnpike.Cli;
using Turnpike.Cli.Check;
using Turnpike.Cli.Serve;
using Turnpike.Gate.Reports;

ServerRuntime.Choose(args);

// The edge of the process: whatever is not foreseen anywhere below is a bug of ours, and is said to be one.
try
{
    return Run(args);
}
catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
{
    // Standard output is closed or full; files are handled where they are read and written.
    Screen.WriteDiagnostics([CliDiagnostics.CannotWrite("standard output", FileFaults.Reason(fault))]);
    return ExitCode.BadInput;
}
#pragma warning disable CA1031 // Nothing is swallowed: the fault is the outcome.
catch (Exception fault)
#pragma warning restore CA1031
{
    var isDebug = Environment.GetEnvironmentVariable("TURNPIKE_DEBUG") is "1" or "true";
    Screen.WriteError(isDebug
        ? fault.ToString()
        : $"turnpike: internal fault ({fault.GetType().Name}). This is a bug in Turnpike: please report it with what TURNPIKE_DEBUG=1 shows.");
    return ExitCode.InternalFault;
}

static int Run(string[] args)
{
    var screen = new Screen();
    var root = TurnpikeCommand.Make(screen, args);
    var result = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
    var isAnsweredAnyhow = result.Action is { ClearsParseErrors: true };
    if (!isAnsweredAnyhow && UsageFaults.Of(result) is { Count: > 0 } faults)
    {
        return CheckRun.Refuse(faults, FormatIn(args), screen);
    }

    return result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
}

// Where the command line does not parse, a program that asked for JSON still gets JSON.
static ReportFormat FormatIn(string[] args)
{
    for (var i = 0; i < args.Length; i++)
    {
        var value = args[i].Split('=', 2) switch
        {
            ["--format" or "-f", var inline] => inline,
            ["--format" or "-f"] when i + 1 < args.Length => args[i + 1],
            _ => null,
        };
        if (args.Contains("check") && ReportFormatNames.Parse(value) is { } format)
        {
            return format;
        }
    }

    return ReportFormat.Text;
}
