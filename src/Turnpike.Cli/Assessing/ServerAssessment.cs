using Turnpike.Assessment.Reports;
using Turnpike.Assessment.Trend;
using Turnpike.Cli.Client;
using Turnpike.Server.Assessments;

namespace Turnpike.Cli.Assessing;

/// <summary>Has the server assess its estate, and shows what it keeps of it.</summary>
internal sealed class ServerAssessment(AssessChoice choice, ApiClient client, Screen screen)
{
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var setup = AssessmentSetup.Of(choice);
        if (File.Exists(choice.Profile))
        {
            throw new RefusedException(CliDiagnostics.Usage("a profile of your own goes with paths", "The server assesses by the profiles that come with it: starter, standard, strict."));
        }

        var run = await client.PostAsync<AssessmentResource>("api/v1/assessments", new AssessmentRequest(choice.Profile), cancellation);
        var bytes = await client.GetBytesAsync($"api/v1/assessments/{Uri.EscapeDataString(run.Id)}?format=json", cancellation);
        if (AssessmentJson.Read(bytes) is not { } report)
        {
            throw new RefusedException(CliDiagnostics.Usage("the server's assessment is of another version", "Use the command of the server's version."));
        }

        if (!run.IsNew)
        {
            Screen.WriteError($"nothing differs since {Printed.Time(run.At)}");
        }

        report = setup.Against is { } earlier ? report.Against(earlier) : report;
        return new AssessmentOutput(choice, screen).Write(
            choice.Only.Count == 0 ? report : report with { Sections = [.. report.Sections.Where(s => choice.Only.Contains(s.Id))] }, setup.Profile.FailOn);
    }
}
