using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Connectors.Tests;

/// <summary>Runs a connector as a node would, with folders of its own.</summary>
internal sealed class Readings : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnpike-connector-");

    public Dictionary<string, string> Environment { get; } = [];

    public List<SyncStep> Steps { get; } = [];

    public string Folder => _folder.FullName;

    public string Scratch => Path.Join(Folder, "scratch");

    public void Dispose() => _folder.Delete(recursive: true);

    public string Write(string name, string content)
    {
        var path = Path.Join(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    public (IConnector? Connector, DiagnosticBag Faults) Make(string kind, string settings)
    {
        var faults = new DiagnosticBag();
        var given = (ObjectValue)JsonReader.Read(SourceText.From("settings", settings), faults)!;
        var surroundings = new ConnectorSurroundings(TimeProvider.System, Environment.GetValueOrDefault, Folder, Scratch);
        return (ConnectorKinds.All.Single(k => k.Name == kind).Make(given, surroundings, faults), faults);
    }

    public async Task<Dictionary<string, PartReading>> ReadAsync(string kind, string settings)
    {
        var (connector, faults) = Make(kind, settings);
        Assert.True(connector is not null, string.Join("\n", faults));
        Steps.Clear();
        var parts = new Dictionary<string, PartReading>();
        await foreach (var part in connector.ReadAsync(new Progress(Steps), TestContext.Current.CancellationToken))
        {
            parts.Add(part.Part.ToString(), part);
        }

        return parts;
    }

    public static Value Json(ReadOnlyMemory<byte>? content)
    {
        Assert.NotNull(content);
        var faults = new DiagnosticBag();
        var value = JsonReader.Read(new SourceText("content", content.Value), faults);
        Assert.Empty(faults);
        return value!;
    }

    private sealed class Progress(List<SyncStep> steps) : IProgress<SyncStep>
    {
        public void Report(SyncStep value)
        {
            lock (steps)
            {
                steps.Add(value);
            }
        }
    }
}
