using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using Turnpike.Connectors.Kubernetes.Discovery;
using Turnpike.Connectors.Kubernetes.Requests;
using Turnpike.Text;
using Turnpike.Values.Json;

namespace Turnpike.Connectors.Kubernetes.Reading;

/// <summary>What a watch saw of a kind.</summary>
/// <param name="ResourceVersion">Where the next watch goes on from; null where the kind must be listed anew.</param>
internal sealed record WatchReading(bool HasChanged, string? ResourceVersion);

/// <summary>
/// Asks whether a kind has changed since it was listed, without listing it: a short watch from the version of then.
/// A connection that drops is taken up where it ended.
/// </summary>
internal sealed class KindWatch(ClusterClient client)
{
    private const int MaxDrops = 3;
    private const int MaxLine = 16 << 20;

    // Only names are asked for: that something changed is all that is wanted, and what changed is listed afterwards.
    private const string Metadata = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json";

    public async Task<WatchReading> ReadAsync(ApiKind kind, string resourceVersion, int seconds, CancellationToken cancellationToken)
    {
        var state = new WatchState(resourceVersion);
        for (var drop = 0; drop <= MaxDrops && !state.IsOver; drop++)
        {
            var path = string.Create(CultureInfo.InvariantCulture,
                $"{kind.Path()}?watch=true&allowWatchBookmarks=true&timeoutSeconds={seconds}&resourceVersion={Uri.EscapeDataString(state.ResourceVersion!)}");
            try
            {
                await ReadOnceAsync(path, state, seconds, cancellationToken);
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                // It dropped, or hung past its own end: what was seen stands, the rest is asked for again.
            }
        }

        return state.IsOver ? new WatchReading(state.HasChanged, state.ResourceVersion) : new WatchReading(true, null);
    }

    private async Task ReadOnceAsync(string path, WatchState state, int seconds, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(seconds + 15));
        using var response = await client.OpenAsync(path, Metadata, limit.Token);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            state.Lose();
            return;
        }

        await using var stream = await response.Content.ReadAsStreamAsync(limit.Token);
        var reader = PipeReader.Create(stream);
        while (!state.IsOver)
        {
            var read = await reader.ReadAsync(limit.Token);
            var rest = read.Buffer;
            while (!state.IsOver && rest.PositionOf((byte)'\n') is { } end)
            {
                state.See(rest.Slice(0, end).ToArray());
                rest = rest.Slice(rest.GetPosition(1, end));
            }

            reader.AdvanceTo(rest.Start, rest.End);
            if (rest.Length > MaxLine)
            {
                state.Lose();
            }
            else if (read.IsCompleted)
            {
                // The end of its time. A line cut short is a connection that dropped.
                state.End(rest.IsEmpty);
                return;
            }
        }
    }

    private sealed class WatchState(string resourceVersion)
    {
        public string? ResourceVersion { get; private set; } = resourceVersion;

        public bool HasChanged { get; private set; }

        public bool IsOver { get; private set; }

        public void Lose()
        {
            (ResourceVersion, HasChanged, IsOver) = (null, true, true);
        }

        public void End(bool isWhole) => IsOver = isWhole;

        public void See(byte[] line)
        {
            var seen = JsonReader.Read(new SourceText("watch", line) { IsConfidential = true }, []);
            switch (seen.TextAt("type"))
            {
                case "BOOKMARK":
                    ResourceVersion = seen.TextAt("object", "metadata", "resourceVersion") ?? ResourceVersion;
                    break;
                case "ADDED" or "MODIFIED" or "DELETED":
                    // One change is enough to list the kind; the list gives the version to go on from.
                    HasChanged = true;
                    IsOver = true;
                    break;
                default:
                    // ERROR, mostly 410: the version is older than what the server remembers.
                    Lose();
                    break;
            }
        }
    }
}
