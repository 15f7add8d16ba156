using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Turnpike.Cli.Client;
using Turnpike.Cli.Files;
using Turnpike.Connectors;
using Turnpike.Formats;
using Turnpike.Formats.Observation;
using Turnpike.Formats.Withholding;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Cli.Connections;

/// <summary>Reads a connection without a server: a file a part, and one that says how far each could be read.</summary>
internal sealed class SyncToFolder(Screen screen)
{
    /// <summary>Beside the parts.</summary>
    public const string CoverageFile = "coverage.json";

    // Markers of one run tell equal secrets apart from others; the key is thrown away, so that no guess can be confirmed.
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(Withheld.KeyBytes);

    /// <summary>A part as <see cref="CoverageFile"/> lists it.</summary>
    /// <param name="File">Relative to the folder; null where nothing could be read.</param>
    internal sealed record PartFile(string Scope, string Source, string? File, IReadOnlyList<PartCoverage> Coverage);

    internal sealed record PartCoverage(string What, string Status, IReadOnlyList<string> Types, string? Message);

    public async Task<int> RunAsync(string kind, IReadOnlyDictionary<string, string> settings, string folder, CancellationToken cancellation)
    {
        // Nothing is kept between runs: every part is wanted whole, and nobody else can have prepared the folder.
        var scratch = Directory.CreateTempSubdirectory("turnpike-sync-");
        try
        {
            return await RunAsync(kind, settings, folder, scratch.FullName, cancellation);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private async Task<int> RunAsync(string kind, IReadOnlyDictionary<string, string> settings, string folder, string scratch, CancellationToken cancellation)
    {
        var faults = new DiagnosticBag();
        var surroundings = new ConnectorSurroundings(
            TimeProvider.System, Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), scratch);
        if (ConnectorKinds.All.Make(kind, settings, surroundings, faults) is not { } connector)
        {
            throw new RefusedException([.. faults]);
        }

        var parts = new List<PartFile>();
        try
        {
            await foreach (var reading in connector.ReadAsync(new Told(), cancellation))
            {
                parts.Add(Write(reading, folder, faults));
            }
        }
        catch (ConnectionFailedException fault)
        {
            faults.Add(ConnectorDiagnostics.Failed(kind, fault.Message));
        }

        parts.Sort(static (a, b) => string.CompareOrdinal(a.Scope + " " + a.Source, b.Scope + " " + b.Source));
        AtomicFile.Write(Path.Combine(folder, CoverageFile), JsonSerializer.SerializeToUtf8Bytes(parts, s_json), faults);
        Screen.WriteDiagnostics(faults);
        return faults.HasErrors ? ExitCode.BadInput : Report(parts, folder);
    }

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private int Report(List<PartFile> parts, string folder)
    {
        var unread = parts.SelectMany(static p => p.Coverage.Where(static c => c.Status is not ("read" or "unsupported")).Select(c => (Part: p, Coverage: c))).ToList();
        foreach (var (part, coverage) in unread)
        {
            Screen.WriteError($"not read: {part.Scope} {part.Source} {coverage.What}: {coverage.Message ?? coverage.Status}");
        }

        screen.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{parts.Count(static p => p.File is not null)} parts are in {folder}{(unread.Count == 0 ? "" : $"; {unread.Count} calls were denied or failed")}"));
        return unread.Count == 0 ? ExitCode.Pass : ExitCode.Undecided;
    }

    private PartFile Write(PartReading reading, string folder, DiagnosticBag faults)
    {
        IReadOnlyList<PartCoverage> coverage = [.. reading.Coverage.Select(static c => new PartCoverage(c.What, c.Status.ToText(), c.Types, c.Message))];
        if (reading.Content is not { Length: > 0 } content)
        {
            return new PartFile(reading.Part.Scope, reading.Part.Source, null, coverage);
        }

        var file = $"{Safe(reading.Part.Scope)}/{Safe(reading.Part.Source)}.json";
        var path = Path.Combine(folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, WithoutSecrets(reading.Part, content).Span, faults);
        return new PartFile(reading.Part.Scope, reading.Part.Source, file, coverage);
    }

    private ReadOnlyMemory<byte> WithoutSecrets(Part part, ReadOnlyMemory<byte> content) =>
        InputReader.Read(part.Source, content).Document is { } document && KeptDocument.Write(document, _key) is { } kept ? kept : content;

    // Names come from clouds and clusters: none leads out of the folder.
    private static string Safe(string name) => string.Join('/', name.Split('/').Select(static step =>
        string.Concat(step.Select(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '@' ? c : '_')) is var safe && safe.Trim('.').Length == 0 ? "_" + safe.Length.ToString(CultureInfo.InvariantCulture) : safe));

    private sealed class Told : IProgress<SyncStep>
    {
        private string? _said;

        public void Report(SyncStep value)
        {
            if (value.Says is { Length: > 0 } && value.Says != _said)
            {
                Screen.WriteError(string.Create(CultureInfo.InvariantCulture, $"{value.Done} of {value.Total}: {_said = value.Says}"));
            }
        }
    }
}
