using System.Runtime.CompilerServices;

namespace Turnpike.Connectors.States;

/// <summary>Hands on the states of a backend as they are; whoever receives them withholds their secrets.</summary>
internal sealed class StatesConnector(string name, IStateBackend backend) : IConnector
{
    public bool HasListedAll { get; private set; }

    public async IAsyncEnumerable<PartReading> ReadAsync(IProgress<SyncStep> progress, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        progress.Report(new SyncStep($"{name}: which states there are", 0, 0));
        var (done, isRead) = (0, true);
        await foreach (var state in backend.ReadAsync(cancellationToken))
        {
            var scope = "terraform/" + name + (state.Name.Length > 0 ? "/" + state.Name : "");
            progress.Report(new SyncStep($"{scope}: {state.Workspace}", ++done, done));
            isRead &= state.Coverage.Status == CoverageStatus.Read;
            yield return new PartReading(new Part(scope, state.Workspace), state.Content, [state.Coverage]);
        }

        // A bucket that is not listed gives the states that it is asked for by name, and says so.
        HasListedAll = isRead;
    }
}
