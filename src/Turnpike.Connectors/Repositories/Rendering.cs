using Turnpike.Connectors.Commands;
using Turnpike.Formats;
using Turnpike.Formats.Kubernetes;
using Turnpike.Formats.Yaml;
using Turnpike.Values;

namespace Turnpike.Connectors.Repositories;

/// <summary>
/// Charts and Kustomizations as the manifests they come to, by the commands of those tools where they are installed. They
/// are kept from the network: what a repository names elsewhere is not fetched, and then the folder is not rendered.
/// </summary>
internal sealed class Rendering(RepositoryFiles files, string folder, IReadOnlyList<string> path)
{
    private static readonly string[] s_references = ["resources", "bases", "components"];

    private readonly HashSet<string> _hidden = new(StringComparer.Ordinal);
    private readonly HashSet<string> _marked = new(StringComparer.Ordinal);

    /// <summary>By folder, each with what it comes to.</summary>
    public List<(string Folder, IReadOnlyList<ObjectValue> Objects)> Rendered { get; } = [];

    public List<ObjectValue> Sources { get; } = [];

    public List<(string Folder, Coverage Gap)> Gaps { get; } = [];

    /// <summary>Whether a file came rendered, or is a patch, which is no object by itself.</summary>
    public bool Holds(string file) => _hidden.Contains(file);

    public async Task RunAsync(bool isWanted, CancellationToken cancellationToken)
    {
        foreach (var chart in files.Charts)
        {
            var result = isWanted ? await ToolAsync(["helm"], ["template", "release", FullPath(chart), "--skip-tests"], cancellationToken) : null;
            Add("HelmChart", chart, "Chart.yaml", result, isWanted ? "helm is not installed" : "rendering is switched off");
        }

        _hidden.UnionWith(files.Kustomizations.SelectMany(Patches));
        var referenced = files.Kustomizations.SelectMany(References).Select(static r => r.Target).ToHashSet(StringComparer.Ordinal);
        foreach (var kustomization in files.Kustomizations.Where(k => !referenced.Contains(k)))
        {
            var remote = Remote(kustomization, []);
            var result = isWanted && remote is null ? await KustomizeAsync(kustomization, cancellationToken) : null;
            Add("Kustomization", kustomization, FileOf(kustomization), result, remote is not null ? $"it builds on {remote}, which is not fetched" : isWanted ? "neither kustomize nor kubectl is installed" : "rendering is switched off");
        }
    }

    private void Add(string kind, string chart, string file, CommandResult? result, string why)
    {
        var fault = result is null ? why : result.IsSuccess ? Take(chart, result.Output) : result.Complaint;
        var source = YamlOf(Join(chart, file));
        Sources.Add(ListObject.Make(kind, chart.Length == 0 ? "." : chart, Join(chart, file) + ":1",
            ("path", Value.Of(chart)),
            ("name", source.At("name")),
            ("version", source.At("version")),
            ("app_version", source.At("appVersion")),
            ("dependencies", source.At("dependencies")),
            ("is_rendered", Value.Of(fault is null))));
        if (fault is not null)
        {
            Gaps.Add((chart, new Coverage(Join(chart, file), result is null ? CoverageStatus.Unsupported : CoverageStatus.Failed, ["*"], $"not rendered: {fault}")));
        }

    }

    // Null where it went well.
    private string? Take(string chart, ReadOnlyMemory<byte> output)
    {
        var read = InputReader.Read(chart, output, new InputReaderOptions { IsNamed = false });
        if (read.Document is not KubernetesDocument document)
        {
            return output.Span.Trim(" \t\r\n"u8).IsEmpty ? Mark(chart) : "what came of it is no manifest";
        }

        Rendered.Add((chart, [.. document.Changes.Select(static c => c.After).OfType<ObjectValue>().Select(o => ListObject.Placed(o, chart.Length == 0 ? "." : chart))]));
        return Mark(chart);
    }

    // What it builds on is in it: as it stands it would be there twice. Always null.
    private string? Mark(string kustomization)
    {
        if (files.Kustomizations.Contains(kustomization) && _marked.Add(kustomization))
        {
            foreach (var (target, _) in References(kustomization).Where(static r => !IsRemote(r.Text)))
            {
                _hidden.Add(target);
                Mark(target);
            }
        }

        return null;
    }

    private IEnumerable<string> Patches(string kustomization)
    {
        var content = YamlOf(Join(kustomization, FileOf(kustomization)));
        var paths = content.ItemsAt("patches").Concat(content.ItemsAt("patchesJson6902")).Select(static p => p.TextAt("path"))
            .Concat(content.ItemsAt("patchesStrategicMerge").Select(static p => (p as StringValue)?.Value));
        return paths.OfType<string>().Where(static p => !p.Contains('\n', StringComparison.Ordinal)).Select(p => Resolve(kustomization, p));
    }

    private async Task<CommandResult?> KustomizeAsync(string kustomization, CancellationToken cancellationToken) =>
        await ToolAsync(["kustomize", "kubectl"], [FullPath(kustomization)], cancellationToken);

    private async Task<CommandResult?> ToolAsync(string[] programs, string[] arguments, CancellationToken cancellationToken)
    {
        foreach (var program in programs)
        {
            if (path.Select(p => Path.Join(p, program)).FirstOrDefault(File.Exists) is { } found)
            {
                string[] verb = program switch { "kustomize" => ["build"], "kubectl" => ["kustomize"], _ => [] };
                return await new Command(found, [.. verb, .. arguments])
                {
                    Timeout = TimeSpan.FromSeconds(60),
                    MaxOutput = 64 << 20,
                    Environment = new Dictionary<string, string?>
                    {
                        ["GIT_ALLOW_PROTOCOL"] = "none",
                        ["HTTPS_PROXY"] = "http://127.0.0.1:9",
                        ["HTTP_PROXY"] = "http://127.0.0.1:9",
                        ["NO_PROXY"] = "",
                        ["KUBECONFIG"] = "/dev/null",
                    },
                }.RunAsync(cancellationToken);
            }
        }

        return null;
    }

    /// <summary>What a Kustomization builds on; the target is empty for what is elsewhere.</summary>
    private IEnumerable<(string Target, string Text)> References(string kustomization)
    {
        var content = YamlOf(Join(kustomization, FileOf(kustomization)));
        foreach (var text in s_references.SelectMany(r => content.ItemsAt(r)).OfType<StringValue>().Select(static t => t.Value))
        {
            yield return (IsRemote(text) ? "" : Resolve(kustomization, text), text);
        }
    }

    private static string Resolve(string kustomization, string relative)
    {
        var steps = new List<string>();
        foreach (var step in Join(kustomization, relative).Split('/'))
        {
            if (step == ".." && steps.Count > 0)
            {
                steps.RemoveAt(steps.Count - 1);
            }
            else if (step is not ("" or "." or ".."))
            {
                steps.Add(step);
            }
        }

        return string.Join('/', steps);
    }

    // The first address elsewhere that it or what it builds on names.
    private string? Remote(string kustomization, HashSet<string> seen)
    {
        if (!seen.Add(kustomization) || !files.Kustomizations.Contains(kustomization))
        {
            return null;
        }

        foreach (var (target, text) in References(kustomization))
        {
            if (IsRemote(text))
            {
                return text;
            }

            if (Remote(target, seen) is { } below)
            {
                return below;
            }
        }

        var content = YamlOf(Join(kustomization, FileOf(kustomization)));
        return content.At("helmCharts") is not null || content.At("generators") is not null || content.At("transformers") is not null ? "charts or plugins" : null;
    }

    private static bool IsRemote(string text) =>
        text.Contains("://", StringComparison.Ordinal) || text.Contains("::", StringComparison.Ordinal) || text.Contains('@', StringComparison.Ordinal)
        || text.Contains("?ref=", StringComparison.Ordinal) || text.StartsWith("github.com", StringComparison.Ordinal) || text.Contains("//", StringComparison.Ordinal);

    private Value? YamlOf(string file) =>
        files.Read(file) is { } source && YamlReader.Read(source, [], YamlLimits.Default) is [var document, ..] ? document.Value : null;

    private string FileOf(string kustomization) =>
        ((string[])["kustomization.yaml", "kustomization.yml", "Kustomization"]).FirstOrDefault(n => files.Tree.Read(Join(kustomization, n)) is not null) ?? "kustomization.yaml";

    private string FullPath(string below) => Path.Join(folder, below);

    private static string Join(string below, string name) => below.Length == 0 ? name : below + "/" + name;
}
