using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Turnpike.Connectors;
using Turnpike.Formats.Observation;
using Turnpike.Values;

namespace Turnpike.Server.Tests.Connections;

/// <summary>A connection that shows what a test puts there.</summary>
internal sealed class ShownConnector
{
    /// <summary>What the next sync yields, in order.</summary>
    public List<PartReading> Parts { get; } = [];

    /// <summary>The next sync tells that it could not list what there is.</summary>
    public bool IsRefusedList { get; set; }

    /// <summary>Thrown after the parts.</summary>
    public string? Failure { get; set; }

    /// <summary>A sync waits here before its first part.</summary>
    public TaskCompletionSource Gate { get; set; } = Opened();

    public int Runs { get; private set; }

    public int AtOnce { get; private set; }

    public int MostAtOnce { get; private set; }

    public void AddTo(IServiceCollection services) => services.AddSingleton<IReadOnlyList<ConnectorKind>>(
    [
        new("shown", "Shows what a test puts there.", [new("account", "text", "The account.", IsRequired: true), new("pages", "number", "How many.", Default: "1"), new("regions", "list of text", "Which.")], (settings, _) => settings.Number("pages", 1, 9) > 0 ? new Connector(this) : null),
    ]);

    public static PartReading Part(string source, IReadOnlyList<string> ids, CoverageStatus status = CoverageStatus.Read, string? message = null)
    {
        var coverage = new Coverage(source + ":List", status, ["aws_thing"], message);
        var (region, service) = (source.Split('/')[0], source.Split('/')[1]);
        return new PartReading(
            new Part("aws/1", source),
            status is CoverageStatus.Denied or CoverageStatus.Failed ? null : ObservationDocument.Write(new ObservedPart(ObservedProvider.Aws, "1", region, service, [coverage], [.. ids.Select(static id => new ObservedResource("aws_thing", id, ObjectValue.Empty))])),
            [coverage]);
    }

    public static TaskCompletionSource Opened()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        gate.SetResult();
        return gate;
    }

    private sealed class Connector(ShownConnector shown) : IConnector
    {
        public bool HasListedAll => !shown.IsRefusedList;

        public async IAsyncEnumerable<PartReading> ReadAsync(IProgress<SyncStep> progress, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            shown.Runs++;
            shown.MostAtOnce = Math.Max(shown.MostAtOnce, ++shown.AtOnce);
            try
            {
                progress.Report(new SyncStep("reading", 0, shown.Parts.Count));
                await shown.Gate.Task.WaitAsync(cancellationToken);
                foreach (var part in shown.Parts)
                {
                    yield return part;
                }
            }
            finally
            {
                shown.AtOnce--;
            }

            if (shown.Failure is { } failure)
            {
                throw new ConnectionFailedException(failure);
            }
        }
    }
}
