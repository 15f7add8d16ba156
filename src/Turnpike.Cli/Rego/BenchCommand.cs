using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Turnpike.Gate.Testing;
using Turnpike.Rego;
using Turnpike.Rego.Evaluation;
using Turnpike.Text;

namespace Turnpike.Cli.Rego;

/// <summary>Declares <c>turnpike rego bench</c>: how long a prepared query takes, and what it allocates.</summary>
internal sealed class BenchCommand
{
    public const string Examples = """
        Examples:
          turnpike rego bench -d policy/ -i input.json data.authz.allow
          turnpike rego bench -d policy/ -i input.json data.authz.allow --time 5s
        """;

    private readonly Argument<string> _query = new("QUERY") { Description = "The query, such as data.authz.allow." };
    private readonly PolicyPaths _paths = new();
    private readonly Option<string?> _input = new("--input", "-i") { Description = "What policies read as input (JSON or YAML).", HelpName = "FILE" };
    private readonly Option<string?> _time = new("--time") { Description = "How long to measure: 500ms, 5s. Else 1s, after as long a warm-up.", HelpName = "TIME" };

    public Command Make(Screen screen)
    {
        var command = new Command("bench", "Measure a query.") { _query };
        _paths.AddTo(command);
        command.Add(_input);
        command.Add(_time);
        command.SetAction(result => Run(result, screen));
        return command;
    }

    private int Run(ParseResult result, Screen screen)
    {
        var diagnostics = new DiagnosticBag();
        var set = _paths.Load(result, diagnostics);
        var input = result.GetValue(_input) is { } path ? InputFile.Read(path, diagnostics) : null;
        var options = RegoCompilerOptions.Default with { Builtins = PackTests.Builtins, QueryVersion = _paths.Version(result) };
        var query = diagnostics.HasErrors ? null : set.Compile(options, diagnostics)?.Prepare(result.GetRequiredValue(_query), diagnostics);
        Screen.WriteDiagnostics(diagnostics);
        if (query is null || diagnostics.HasErrors)
        {
            return ExitCode.BadInput;
        }

        var request = new EvaluationRequest { Input = input, Data = set.Data };
        var time = Duration.Parse(result.GetValue(_time)) ?? TimeSpan.FromSeconds(1);
        Measure(query, request, time);
        if (query.Evaluate(request).Error is { } error)
        {
            Screen.WriteError(error.ToString());
            return ExitCode.BadInput;
        }

        Write(screen, Measure(query, request, time));
        return ExitCode.Pass;
    }

    private static (long[] Times, long Bytes) Measure(PreparedQuery query, EvaluationRequest request, TimeSpan time)
    {
        const int MaxRuns = 10_000_000;
        var times = new List<long>();
        var started = Stopwatch.GetTimestamp();
        var allocated = 0L;
        while (times.Count < MaxRuns && (times.Count == 0 || Stopwatch.GetElapsedTime(started) < time))
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var from = Stopwatch.GetTimestamp();
            query.Evaluate(request);
            times.Add(Stopwatch.GetTimestamp() - from);
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        return ([.. times.Order()], allocated / times.Count);
    }

    private static void Write(Screen screen, (long[] Times, long Bytes) measured)
    {
        var (times, bytes) = measured;
        string Nanoseconds(double ticks) => (ticks * 1e9 / Stopwatch.Frequency).ToString("N0", CultureInfo.InvariantCulture);
        string At(double quantile) => Nanoseconds(times[(int)((times.Length - 1) * quantile)]);
        screen.Write(TextTable.Write(["measure", "value"],
        [
            ["samples", times.Length.ToString("N0", CultureInfo.InvariantCulture)],
            ["ns/op", Nanoseconds(times.Average())],
            ["B/op", bytes.ToString("N0", CultureInfo.InvariantCulture)],
            ["median ns", At(0.5)],
            ["90 % ns", At(0.9)],
            ["99 % ns", At(0.99)],
            ["max ns", At(1)],
        ]));
    }
}
