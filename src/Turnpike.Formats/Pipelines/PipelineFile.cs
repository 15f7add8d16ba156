using Turnpike.Formats.Yaml;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Formats.Pipelines;

/// <summary>A tool that a pipeline runs.</summary>
/// <param name="Tool">As people call it: <c>terraform</c>, <c>helm</c>, <c>trivy</c>.</param>
/// <param name="Command">The first words of the command, or the action that is used; never what follows, which may hold secrets.</param>
/// <param name="Folder">The folder it is run in, from the repository's root, where the file says one; else empty.</param>
/// <param name="Line">From 1.</param>
public readonly record struct ToolUse(string Tool, string Command, string Folder, int Line);

/// <summary>A file of a pipeline, in so far as it tells which tools run where.</summary>
public sealed class PipelineFile
{
    private PipelineFile(string system, IReadOnlyList<ToolUse> uses) => (System, Uses) = (system, uses);

    /// <summary><c>github-actions</c>, <c>gitlab-ci</c>, <c>jenkins</c>, <c>azure-pipelines</c>.</summary>
    public string System { get; }

    public IReadOnlyList<ToolUse> Uses { get; }

    /// <summary>Which pipeline a path from the repository's root is the file of; null: none.</summary>
    public static string? SystemOf(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        var isYaml = name.EndsWith(".yml", StringComparison.Ordinal) || name.EndsWith(".yaml", StringComparison.Ordinal);
        return isYaml && path.StartsWith(".github/workflows/", StringComparison.Ordinal) ? "github-actions"
            : name is ".gitlab-ci.yml" or ".gitlab-ci.yaml" || (isYaml && path.StartsWith(".gitlab/ci/", StringComparison.Ordinal)) ? "gitlab-ci"
            : name == "Jenkinsfile" || name.EndsWith(".jenkinsfile", StringComparison.OrdinalIgnoreCase) ? "jenkins"
            : name is "azure-pipelines.yml" or "azure-pipelines.yaml" ? "azure-pipelines"
            : null;
    }

    public static PipelineFile Read(SourceText source, string system, DiagnosticBag diagnostics)
    {
        var uses = new List<ToolUse>();
        if (system == "jenkins")
        {
            new ScriptTools(uses).ReadGroovy(source);
        }
        else
        {
            foreach (var document in YamlReader.Read(source, diagnostics, YamlLimits.Default))
            {
                var places = new YamlLocator(source, document.Span, YamlLimits.Default);
                new PipelineWalk(uses, path => source.PositionAt(places.Locate(path).Start).Line, source).Walk(document.Value, ValuePath.Root, "");
            }
        }

        return new PipelineFile(system, [.. uses.Distinct().OrderBy(static u => u.Line)]);
    }
}
