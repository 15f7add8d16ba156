using Turnpike.Assessment.Facts;
using Turnpike.Values;

namespace Turnpike.Assessment.Data;

/// <summary>A job and the tools that do it: <c>packs/data/assess/jobs.yaml</c>.</summary>
/// <param name="Why">Why it matters that several do it.</param>
internal sealed record Job(string Name, string Why, IReadOnlyList<JobTool> Tools)
{
    public static IReadOnlyList<Job> Of(AssessmentData data) => [.. data.Read("assess/jobs.yaml").List("jobs").Select(static j => new Job(j.Text("job") ?? "", j.Text("why") ?? "", [.. j.List("tools").Select(JobTool.Of)]))];
}

/// <summary>How a tool is known.</summary>
/// <param name="Where">An attribute that resources of its types must have, and with which values; null for none.</param>
/// <param name="Images">Names of images without tag.</param>
/// <param name="Runs">What pipelines run.</param>
/// <param name="HasStates">Terraform: whatever is in a state.</param>
internal sealed record JobTool(
    string Name,
    IReadOnlyList<string> Types,
    (string Path, IReadOnlyList<string> Values)? Where,
    IReadOnlyList<string> Images,
    IReadOnlyList<string> Releases,
    IReadOnlyList<string> Pipelines,
    IReadOnlyList<string> Runs,
    IReadOnlyList<string> MadeBy,
    bool HasStates)
{
    public static JobTool Of(Value tool) => new(
        tool.Text("name") ?? "",
        tool.Texts("types"),
        tool.Text("where.path") is { } path ? (path, tool.Texts("where.values")) : null,
        tool.Texts("images"),
        tool.Texts("releases"),
        tool.Texts("pipelines"),
        tool.Texts("runs"),
        tool.Texts("made_by"),
        tool.Flag("states") == true);
}
