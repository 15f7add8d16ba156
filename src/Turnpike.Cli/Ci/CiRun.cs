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
        var checkout = Checkout.Read();
        var inputs = CiInputs.Find(choice, checkout, _diagnostics, cancellation);
        var outcomes = _diagnostics.HasErrors ? [] : await JudgeAsync(inputs, checkout, cancellation);
        if (outcomes.Count > 0)
        {
            new PipelineReports(choice.Reports, screen, _diagnostics).Write(outcomes);
        }

        Screen.WriteDiagnostics(_diagnostics);
        return _diagnostics.HasErrors ? ExitCode.BadInput : CiOutcome.Worst(outcomes);
    }

    private async Task<IReadOnlyList<CiOutcome>> JudgeAsync(CiInputs inputs, Checkout checkout, CancellationToken cancellation)
    {
        var here = new LocalJudgement(choice, checkout, screen);
        try
        {
            using var client = new ApiClient(choice.Server());
            var judgement = new ServerJudgement(client, Pipeline.Read());
            var outcomes = new List<CiOutcome>();
            foreach (var plan in inputs.Plans)
            {
                outcomes.Add(await judgement.RunAsync(plan, cancellation));
            }

            if (inputs.Others.Count > 0 || outcomes.Count == 0)
            {
                outcomes.Add(here.Run(inputs.Plans.Count > 0 ? inputs.Others : choice.Paths, CliDiagnostics.JudgedHere("a server judges plans, and these are none"), cancellation));
            }

            return outcomes;
        }
        catch (RefusedException refused) when (IsAbsent(refused) && !choice.RequiresServer)
        {
            return [here.Run(choice.Paths, CliDiagnostics.JudgedHere(refused.Faults[0].Message), cancellation)];
        }
    }

    // A server that is there and says no is no reason to go on without it. A fork's pipeline is given no token.
    private static bool IsAbsent(RefusedException refused) =>
        refused.Status is 502 or 503 or 504 || (refused.Status == 0 && refused.Faults[0].Code is "API001" or "API003" or "API004" or "API012");
}
