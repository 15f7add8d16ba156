using System.Runtime.CompilerServices;
using Turnpike.Connectors.Repositories.Git;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Connectors.Repositories;

/// <summary>
/// Reads one repository as three parts, each replaced as a whole so that what was deleted goes: what it is made of, its
/// manifests, and what its charts and Kustomizations come to.
/// </summary>
internal sealed class RepositoryConnector(RepositorySettings settings, ConnectorSurroundings surroundings) : IConnector
{
    // All but what no part of this reads and makes a clone large.
    private static readonly string[] s_patterns =
    [
        "/*", .. ((string[])[
            "png", "jpg", "jpeg", "gif", "ico", "webp", "pdf", "zip", "gz", "tar", "jar", "war", "exe", "dll", "so", "bin", "iso", "mp4", "mov", "woff", "woff2", "ttf", "psd", "parquet", "csv", "whl",
        ]).Select(static e => "!*." + e),
    ];

    private string Scope => "code/" + settings.Name;

    public async IAsyncEnumerable<PartReading> ReadAsync(IProgress<SyncStep> progress, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        progress.Report(new SyncStep($"{settings.Name}: fetching", 0, 3));
        var commit = settings.Remote is { } clone
            ? await clone.UpdateAsync(s_patterns, cancellationToken)
            : await GitClone.CommitOfAsync(settings.Folder, surroundings, cancellationToken);
        if (!Directory.Exists(settings.Folder))
        {
            throw new ConnectionFailedException($"There is no folder {settings.Folder}.");
        }

        progress.Report(new SyncStep($"{settings.Name}: reading", 0, 3));
        var faults = new DiagnosticBag();
        var files = RepositoryFiles.Find(settings.Folder, faults);
        var rendering = new Rendering(files, settings.Folder, settings.ProgramPath);
        await rendering.RunAsync(settings.IsRendered, cancellationToken);
        var documents = DocumentObjects.Read(files, rendering.Holds, faults);
        yield return Repository(files, documents, rendering, commit, faults);
        progress.Report(new SyncStep($"{settings.Name}: manifests", 1, 3));
        yield return Manifests(documents);
        progress.Report(new SyncStep($"{settings.Name}: rendered", 2, 3));
        yield return new PartReading(new Part(Scope, "rendered"), ListObject.List(rendering.Objects), [Coverage("rendered", rendering.Gaps.Count, $"{rendering.Gaps.Count} of {rendering.Sources.Count} charts and Kustomizations are not rendered"), .. rendering.Gaps]);
        progress.Report(new SyncStep($"{settings.Name}: done", 3, 3));
    }

    private PartReading Repository(RepositoryFiles files, DocumentObjects documents, Rendering rendering, string? commit, DiagnosticBag faults)
    {
        var owners = OwnerObjects.Read(files, settings.Syntax, faults);
        var terraform = new TerraformObjects(files, owners);
        List<ObjectValue> objects =
        [
            .. terraform.Objects(), .. owners.Objects(), .. PipelineObjects.Objects(files, faults), .. rendering.Sources, .. documents.Entities,
            ListObject.Make("Repository", settings.Name, null,
                ("address", ListObject.Text(settings.Address)),
                ("commit", ListObject.Text(commit)),
                ("catalogs_elsewhere", documents.Elsewhere.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValue())),
        ];
        faults.AddRange(terraform.Diagnostics);
        var isPartial = terraform.Partial.Count > 0 || files.IsCut || faults.Count > 0;
        return new PartReading(new Part(Scope, "repository"), ListObject.List(objects), [Coverage("repository", isPartial ? 1 : 0, Said(files, terraform, faults))]);
    }

    private PartReading Manifests(DocumentObjects documents) =>
        new(new Part(Scope, "manifests"), ListObject.List(documents.Manifests), [Coverage("manifests", documents.Broken.Count, string.Join("; ", documents.Broken.Take(10)))]);

    private static Coverage Coverage(string what, int gaps, string? message) =>
        gaps == 0 ? new Coverage(what, CoverageStatus.Read, ["*"]) : new Coverage(what, CoverageStatus.Partial, ["*"], message);

    private static string Said(RepositoryFiles files, TerraformObjects terraform, DiagnosticBag faults)
    {
        var said = faults.Take(10).Select(static f => f.ToString()).ToList();
        if (files.IsCut)
        {
            said.Add("it has more files than are looked at");
        }

        if (terraform.Partial.Count > 0)
        {
            said.Add("Terraform code that does not parse is in " + string.Join(", ", terraform.Partial.Take(10)));
        }

        return string.Join("; ", said);
    }
}
