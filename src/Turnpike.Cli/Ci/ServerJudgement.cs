using Turnpike.Cli.Changes;
using Turnpike.Cli.Client;
using Turnpike.Delivery.Changes;
using Turnpike.Gate.Places;
using Turnpike.Gate.Reports;
using Turnpike.Server.Changes;

namespace Turnpike.Cli.Ci;

/// <summary>Has a server judge plans on its estate, and tells it where in the code they come from.</summary>
internal sealed class ServerJudgement(ApiClient client, Pipeline pipeline)
{
    public async Task<CiOutcome> RunAsync(CiPlan plan, CancellationToken cancellation)
    {
        var change = await pipeline.UploadAsync(client, plan.Scope, plan.Name, plan.Bytes, cancellation);
        if (plan.Places is { } places)
        {
            change = await client.PutAsync<ChangeResource>($"api/v1/changes/{change.Id}/places", places.Write(), cancellation);
        }

        var reports = new Dictionary<ReportFormat, byte[]>();
        foreach (var format in Enum.GetValues<ReportFormat>())
        {
            reports[format] = await client.GetBytesAsync($"api/v1/changes/{change.Id}/report?format={ReportFormatNames.All[(int)format]}", cancellation);
        }

        // What those who may have approved, with all that was found, is no longer for a pipeline to stop.
        var exit = change.State is ChangeState.Approved or ChangeState.Applied ? ExitCode.Pass : ExitCode.Of(change.Verdict);
        return new CiOutcome(NameOf(plan), exit, reports, change, $"{client.Server}/changes/{change.Id}");
    }

    private static string NameOf(CiPlan plan) => "turnpike-" + string.Concat(plan.Scope.Select(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-'));
}

/// <summary>A plan that was found.</summary>
/// <param name="Places">Where its resources are written, where the code is at hand.</param>
internal sealed record CiPlan(string Name, string Scope, ReadOnlyMemory<byte> Bytes, CodePlaceMap? Places);
