using Turnpike.Connectors.Files;
using Turnpike.Formats.Pipelines;
using Turnpike.Hcl;
using Turnpike.Text;

namespace Turnpike.Connectors.Repositories;

/// <summary>The files of a repository that tell of something, found in one walk. Paths are from its root.</summary>
internal sealed class RepositoryFiles
{
    private const int MaxFiles = 200_000;

    private static readonly HashSet<string> s_passedOver = new(StringComparer.Ordinal) { "node_modules", "vendor", "__pycache__", "target", "dist" };

    private readonly List<string> _yaml = [];
    private int _seen;

    private RepositoryFiles(IFileTree tree) => Tree = tree;

    public IFileTree Tree { get; }

    /// <summary>YAML and JSON that may be manifests or catalogs: no pipelines, nothing of charts.</summary>
    public IReadOnlyList<string> Documents => _yaml;

    public List<(string Path, string System)> Pipelines { get; } = [];

    /// <summary>Folders with a <c>Chart.yaml</c>.</summary>
    public List<string> Charts { get; } = [];

    /// <summary>Folders with a <c>kustomization.yaml</c>.</summary>
    public List<string> Kustomizations { get; } = [];

    public List<string> Terragrunt { get; } = [];

    /// <summary>It has more files than are looked at.</summary>
    public bool IsCut => _seen > MaxFiles;

    public static RepositoryFiles Find(string folder, DiagnosticBag diagnostics)
    {
        var tree = new DiskFileTree(folder, 64 << 20, diagnostics);
        tree.AddNamed(folder, ".");
        var files = new RepositoryFiles(tree);
        files.Walk("", isInChart: false, isHidden: false);
        return files;
    }

    /// <summary>Null where it is not there or may not be read.</summary>
    public SourceText? Read(string path) =>
        Tree.Read(path) is { Refusal: null } content ? new SourceText(path, content.Bytes) { IsConfidential = true } : null;

    private void Walk(string folder, bool isInChart, bool isHidden)
    {
        if (Tree.List(folder) is not { } entries || _seen > MaxFiles)
        {
            return;
        }

        if (entries.Any(static e => e.Name == "Chart.yaml") && !isHidden)
        {
            if (!isInChart)
            {
                Charts.Add(folder);
            }

            isInChart = true;
        }

        if (entries.Any(static e => e.Name is "kustomization.yaml" or "kustomization.yml" or "Kustomization") && !isHidden)
        {
            Kustomizations.Add(folder);
        }

        foreach (var entry in entries)
        {
            var path = folder.Length == 0 ? entry.Name : folder + "/" + entry.Name;
            if (!entry.IsFolder)
            {
                _seen++;
                AddFile(path, entry.Name, isInChart, isHidden);
            }
            else if (!s_passedOver.Contains(entry.Name) && (entry.Name[0] != '.' || path is ".github" or ".gitlab"))
            {
                Walk(path, isInChart, isHidden || entry.Name[0] == '.');
            }
        }
    }

    private void AddFile(string path, string name, bool isInChart, bool isHidden)
    {
        if (PipelineFile.SystemOf(path) is { } system)
        {
            Pipelines.Add((path, system));
        }
        else if (name == "terragrunt.hcl")
        {
            Terragrunt.Add(path);
        }
        else if (!isInChart && !isHidden && (name.EndsWith(".yaml", StringComparison.Ordinal) || name.EndsWith(".yml", StringComparison.Ordinal) || name.EndsWith(".json", StringComparison.Ordinal)))
        {
            _yaml.Add(path);
        }
    }
}
