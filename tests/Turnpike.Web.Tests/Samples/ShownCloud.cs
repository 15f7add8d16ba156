using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Turnpike.Connectors;

namespace Turnpike.Web.Tests.Samples;

/// <summary>A cloud that shows what a test puts there; it stands beside the kinds of connections that there are.</summary>
internal sealed class ShownCloud
{
    /// <summary>What the next sync yields, in order.</summary>
    public IReadOnlyList<PartReading> Parts { get; set; } = [];

    /// <summary>Thrown after the parts.</summary>
    public string? Failure { get; set; }

    /// <summary>A sync waits here after its first part.</summary>
    public TaskCompletionSource? Gate { get; set; }

    public void AddTo(IServiceCollection services) => services.AddSingleton<IReadOnlyList<ConnectorKind>>(
    [
        .. ConnectorKinds.All,
        new("shown", "Shows what a test puts there.", [new("account", "text", "The account.", IsRequired: true), new("pages", "number", "How many.", Default: "1"), new("broken", "yes or no", "Whether it fails.", Default: "no")], (settings, _) => settings.Number("pages", 1, 9) > 0 ? new Connector(this, settings.IsYes("broken")) : null),
    ]);

    private sealed class Connector(ShownCloud shown, bool isBroken) : IConnector
    {
        public bool HasListedAll => true;

        public async IAsyncEnumerable<PartReading> ReadAsync(IProgress<SyncStep> progress, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            if (isBroken)
            {
                throw new ConnectionFailedException($"The host is not known: {Hostile.Of(300)}");
            }

            foreach (var (at, part) in shown.Parts.Index())
            {
                progress.Report(new SyncStep(part.Part.ToString(), at, shown.Parts.Count));
                if (at == 1 && shown.Gate is { } gate)
                {
                    await gate.Task.WaitAsync(cancellationToken);
                }

                yield return part;
            }

            if (shown.Failure is { } failure)
            {
                throw new ConnectionFailedException(failure);
            }
        }
    }
}
