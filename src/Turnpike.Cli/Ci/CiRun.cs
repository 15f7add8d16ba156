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
        var outcomes = await JudgeAsync(Checkout.Read(), cancellation);
        if (outcomes.Count > 0)
        {
            new PipelineReports(choice.Reports, screen, _diagnostics).Write(outcomes);
        }

        Screen.WriteDiagnostics(_diagnostics);
        return _diagnostics.HasErrors ? ExitCode.BadInput : CiOutcome.Worst(outcomes);
    }

    private async Task<IReadOnlyList<CiOutcome>> JudgeAsync(Checkout checkout, CancellationToken cancellation)
    {
        var here = new LocalJudgement(choice, checkout, screen);
        try
        {
            using var client = new ApiClient(choice.Server());

            // Nothing is sent by halves: what cannot be read is found before the server is asked.
            var inputs = CiInputs.Find(choice, checkout, _diagnostics, cancellation);
            return _diagnostics.HasErrors ? [] : await AskAsync(client, inputs, here, cancellation);
        }
        catch (RefusedException refused) when (IsAbsent(refused) && !choice.RequiresServer)
        {
            return [here.Run(choice.Paths, CliDiagnostics.JudgedHere(refused.Faults[0].Message), cancellation)];
        }
    }

    private static async Task<IReadOnlyList<CiOutcome>> AskAsync(ApiClient client, CiInputs inputs, LocalJudgement here, CancellationToken cancellation)
    {
        var judgement = new ServerJudgement(client, Pipeline.Read());
        var outcomes = new List<CiOutcome>();
        foreach (var plan in inputs.Plans)
        {
            outcomes.Add(await judgement.RunAsync(plan, cancellation));
        }

        if (inputs.Others.Count > 0 || outcomes.Count == 0)
        {
            outcomes.Add(here.Run(inputs.Others, CliDiagnostics.JudgedHere("a server judges plans and code, and these are manifests"), cancellation));
        }

        return outcomes;
    }

    // A server that is there and says no is no reason to go on without it. A fork's pipeline is given no token.
    private static bool IsAbsent(RefusedException refused) =>
        refused.Status is 502 or 503 or 504 || (refused.Status == 0 && refused.Faults[0].Code is "API001" or "API003" or "API004" or "API012");
}
