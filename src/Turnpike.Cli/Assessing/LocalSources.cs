using System.Text.Json;
using Turnpike.Cli.Connections;
using Turnpike.Cli.Files;
using Turnpike.Cli.Terraform;
using Turnpike.Formats;
using Turnpike.Formats.Observation;
using Turnpike.Inventory.Coverage;
using Turnpike.Inventory.Sources;
using Turnpike.Text;
using Turnpike.Values.Json;

namespace Turnpike.Cli.Assessing;

/// <summary>What is to be received, by scope, and how far it could be read where that stands beside the documents.</summary>
internal sealed record SourcesFound(IReadOnlyDictionary<string, List<SourcePush>> Scopes, IReadOnlyDictionary<string, List<SourceCoverage>> Coverage);

/// <summary>Turns files and folders into the sources of an estate.</summary>
internal sealed class LocalSources(CodeChoice code, DiagnosticBag diagnostics)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    private readonly SortedDictionary<string, List<SourcePush>> _scopes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<SourceCoverage>> _coverage = new(StringComparer.Ordinal);

    public SourcesFound Read(IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        var others = new List<string>();
        foreach (var path in paths)
        {
            if (File.Exists(Path.Combine(path, SyncToFolder.CoverageFile)))
            {
                ReadSync(path, cancellation);
            }
            else
            {
                others.Add(path);
            }
        }

        var finder = new InputFinder(diagnostics);
        foreach (var file in others.Count == 0 ? [] : finder.Find(others, cancellation))
        {
            if (FileContent.Read(file, JsonLimits.Default.MaxBytes, diagnostics, cancellation) is { } bytes)
            {
                ReadFile(file, bytes);
            }
        }

        foreach (var result in finder.CodeFolders.Count == 0 ? [] : new CodeResults(code, diagnostics).Of(finder.CodeFolders, "", cancellation))
        {
            Add("code/" + (result.Scope.Length == 0 ? result.Name : result.Scope), result.Name, result.Bytes);
        }

        return new SourcesFound(_scopes, _coverage);
    }

    // The parts are named in a file beside them, as the connector calls them.
    private void ReadSync(string folder, CancellationToken cancellation)
    {
        foreach (var part in ReadParts(Path.Combine(folder, SyncToFolder.CoverageFile)))
        {
            cancellation.ThrowIfCancellationRequested();
            var name = part.File is null ? null : Path.Combine(folder, part.File);
            if (name is not null && FileContent.Read(new FoundFile(name, IsNamed: true), JsonLimits.Default.MaxBytes, diagnostics, cancellation) is { } bytes)
            {
                Add(part.Scope, part.Source, bytes);
            }

            (_coverage.TryGetValue(part.Scope, out var known) ? known : _coverage[part.Scope] = [])
                .Add(new SourceCoverage(part.Source, [.. part.Coverage.Select(static c => new CoverageItem(c.What, c.Status, c.Types, c.Message))]));
        }
    }

    private List<SyncToFolder.PartFile> ReadParts(string path)
    {
        try
        {
            return TextFolder.ReadFile(path, path, diagnostics) is { } file ? JsonSerializer.Deserialize<List<SyncToFolder.PartFile>>(file.Utf8.Span, s_json) ?? [] : [];
        }
        catch (JsonException fault)
        {
            diagnostics.Add(CliDiagnostics.Usage($"{path} is not what `turnpike sync --to` writes: {fault.Message}", "Sync into the folder again."));
            return [];
        }
    }

    private void ReadFile(FoundFile file, ReadOnlyMemory<byte> bytes)
    {
        var read = InputReader.Read(file.Name, bytes, InputReaderOptions.Default with { IsNamed = file.IsNamed });
        if (read.Status != InputStatus.Read)
        {
            diagnostics.AddRange(read.Diagnostics);
            return;
        }

        switch (read.Document)
        {
            case ObservationDocument seen:
                Add($"{seen.Provider}/{seen.Account}", $"{(seen.Region.Length == 0 ? "global" : seen.Region)}/{seen.Service}", bytes);
                break;
            case { Kind: InputKind.TerraformPlan }:
                ReadPlan(file, bytes);
                break;
            case { Kind: InputKind.TerraformCode }:
                Add("code/" + ScopeOf(file), Path.GetFileName(file.Name), bytes);
                break;
            case { Kind: InputKind.Kubernetes }:
                Add("code/" + (Path.GetDirectoryName(file.ToldName) is { Length: > 0 } folder ? folder : ScopeOf(file)), file.ToldName, bytes);
                break;
            default:
                Add("terraform/" + ScopeOf(file), Path.GetFileName(file.Name), bytes);
                break;
        }
    }

    // What is there before a plan stands in it as a state.
    private void ReadPlan(FoundFile file, ReadOnlyMemory<byte> bytes)
    {
        using var plan = JsonDocument.Parse(bytes);
        if (plan.RootElement.TryGetProperty("prior_state", out var before) && before.ValueKind == JsonValueKind.Object)
        {
            Add("terraform/" + ScopeOf(file), Path.GetFileName(file.Name), System.Text.Encoding.UTF8.GetBytes(before.GetRawText()));
        }
        else
        {
            diagnostics.Add(CliDiagnostics.NothingThereBefore(file.Name));
        }
    }

    private static string ScopeOf(FoundFile file) => Path.ChangeExtension(file.ToldName, null).Replace("//", "/", StringComparison.Ordinal).Trim('/', '.');

    private void Add(string scope, string source, ReadOnlyMemory<byte> bytes) =>
        (_scopes.TryGetValue(scope, out var known) ? known : _scopes[scope] = []).Add(new SourcePush(scope, source, bytes));
}
