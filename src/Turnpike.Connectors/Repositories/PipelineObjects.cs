using Turnpike.Formats.Pipelines;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Connectors.Repositories;

/// <summary>The pipelines of a repository: which tools of infrastructure they run, and where.</summary>
internal static class PipelineObjects
{
    public static IEnumerable<ObjectValue> Objects(RepositoryFiles files, DiagnosticBag diagnostics)
    {
        foreach (var (path, system) in files.Pipelines)
        {
            if (files.Read(path) is { } source)
            {
                var pipeline = PipelineFile.Read(source, system, diagnostics);
                yield return ListObject.Make("Pipeline", path, path + ":1",
                    ("system", Value.Of(pipeline.System)),
                    ("tools", pipeline.Uses.Select(static u => u.Tool).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValue()),
                    ("uses", ArrayValue.Create([.. pipeline.Uses.Select(u => Value.Object(
                        ("tool", Value.Of(u.Tool)),
                        ("command", Value.Of(u.Command)),
                        ("path", Value.Of(u.Folder)),
                        ("place", Value.Of($"{path}:{u.Line}"))))])));
            }
        }
    }
}
