using Turnpike.Cli.Changes;
using Turnpike.Cli.Client;
using Turnpike.Text;

namespace Turnpike.Cli.Ci;

/// <summary>Finds what a pipeline has to have judged, has it judged, and tells the pipeline in its own words.</summary>
internal sealed class CiRun(CiChoice choice, Screen screen)
{
    private readonly DiagnosticBag _diagnostics = new();

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var pipeline = Pipeline.Read();
        var outcomes = await JudgeAsync(await Checkout.ReadAsync(cancellation), pipeline, cancellation);
        if (outcomes.Count > 0)
        {
            new PipelineReports(pipeline, choice.Reports, screen, _diagnostics).Write(outcomes);
        }

        Screen.WriteDiagnostics(_diagnostics);
        return _diagnostics.HasErrors ? ExitCode.BadInput : ExitCode.Worst(outcomes.Select(static o => o.Exit));
    }

    private async Task<IReadOnlyList<CiOutcome>> JudgeAsync(Checkout checkout, Pipeline pipeline, CancellationToken cancellation)
    {
        var here = new LocalJudgement(choice, checkout, screen);
        try
        {
            using var client = new ApiClient(choice.Server());

            // Nothing is sent by halves: what cannot be read is found before the server is asked.
            var inputs = CiInputs.Find(choice, checkout, _diagnostics, cancellation);
            return _diagnostics.HasErrors ? [] : await AskAsync(new ServerJudgement(client, pipeline), inputs, here, cancellation);
        }
        catch (RefusedException refused) when (IsAbsent(refused) && !choice.RequiresServer)
        {
            return [await here.RunAsync(choice.Paths, CliDiagnostics.JudgedHere(refused.Faults[0].Message), cancellation)];
        }
    }

    private static async Task<IReadOnlyList<CiOutcome>> AskAsync(ServerJudgement judgement, CiInputs inputs, LocalJudgement here, CancellationToken cancellation)
    {
        var outcomes = new List<CiOutcome>();
        foreach (var plan in inputs.Plans)
        {
            outcomes.Add(await judgement.RunAsync(plan, cancellation));
        }

        if (inputs.Others.Count > 0 || outcomes.Count == 0)
        {
            outcomes.Add(await here.RunAsync(inputs.Others, CliDiagnostics.JudgedHere("a server judges plans and code, and these are manifests"), cancellation));
        }

        return outcomes;
    }

    // A server that is there and says no is no reason to go on without it. A fork's pipeline is given no token.
    private static bool IsAbsent(RefusedException refused) =>
        refused.Status is 502 or 503 or 504 || (refused.Status == 0 && refused.Faults[0].Code is "API001" or "API003" or "API004" or "API012");
}
