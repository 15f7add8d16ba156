using System.Runtime.CompilerServices;
using Turnpike.Connectors.Repositories.Git;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Connectors.Repositories;

/// <summary>
/// Reads one repository: what it is made of, and by folder its manifests and what its charts and Kustomizations come to.
/// Folders are scopes of their own, since the same object stands in one for each environment. What was deleted since the last
/// sync comes as an empty part.
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

    /// <summary>What cannot be fetched or read ends the sync.</summary>
    public bool HasListedAll => true;

    public async IAsyncEnumerable<PartReading> ReadAsync(IProgress<SyncStep> progress, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        progress.Report(new SyncStep($"{settings.Name}: fetching", 0, 2));
        var commit = settings.Remote is { } clone
            ? await clone.UpdateAsync(s_patterns, cancellationToken)
            : await GitClone.CommitOfAsync(settings.Folder, surroundings, cancellationToken);
        var tags = settings.Remote is { } remote
            ? await remote.TagsAsync(cancellationToken)
            : await GitClone.TagsOfAsync(settings.Folder, surroundings, cancellationToken);
        if (!Directory.Exists(settings.Folder))
        {
            throw new ConnectionFailedException($"There is no folder {settings.Folder}.");
        }

        progress.Report(new SyncStep($"{settings.Name}: reading", 0, 2));
        var faults = new DiagnosticBag();
        var files = RepositoryFiles.Find(settings.Folder, faults);
        var rendering = new Rendering(files, settings.Folder, settings.ProgramPath);
        await rendering.RunAsync(settings.IsRendered, cancellationToken);
        var documents = DocumentObjects.Read(files, rendering.Holds, faults);
        progress.Report(new SyncStep($"{settings.Name}: manifests", 1, 2));
        List<PartReading> parts = [Repository(files, documents, rendering, commit, tags, faults), .. Manifests(documents), .. Rendered(rendering)];
        var kept = new KeptParts(surroundings.Scratch, settings.Name);
        foreach (var part in parts.Concat(await kept.GoneAsync([.. parts.Select(static p => p.Part)], cancellationToken)))
        {
            yield return part;
        }

        await kept.WriteAsync([.. parts.Select(static p => p.Part)], cancellationToken);
        progress.Report(new SyncStep($"{settings.Name}: done", 2, 2));
    }

    private PartReading Repository(RepositoryFiles files, DocumentObjects documents, Rendering rendering, string? commit, IReadOnlyList<string> tags, DiagnosticBag faults)
    {
        var owners = OwnerObjects.Read(files, settings.Syntax, faults);
        var terraform = new TerraformObjects(files, owners);
        List<ObjectValue> objects =
        [
            .. terraform.Objects(), .. owners.Objects(), .. PipelineObjects.Objects(files, faults), .. rendering.Sources, .. documents.Entities,
            ListObject.Make("Repository", settings.Name, null,
                ("address", ListObject.Text(settings.Address)),
                ("commit", ListObject.Text(commit)),
                ("tags", tags.ToValue()),
                ("catalogs_elsewhere", documents.Elsewhere.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValue())),
        ];
        faults.AddRange(terraform.Diagnostics);
        var isPartial = terraform.Partial.Count > 0 || files.IsCut || faults.Count > 0;
        return new PartReading(new Part(Scope, "repository"), ListObject.List(objects), [Coverage("repository", isPartial ? 1 : 0, Said(files, terraform, faults))]);
    }

    private IEnumerable<PartReading> Manifests(DocumentObjects documents)
    {
        var broken = documents.Broken.ToLookup(static b => b.Folder, static b => b.Fault);
        foreach (var folder in documents.Manifests.Select(static m => m.Folder).Concat(documents.Broken.Select(static b => b.Folder)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var items = documents.Manifests.Where(m => m.Folder == folder).Select(static m => m.Item).ToList();
            var coverage = Coverage(folder.Length == 0 ? "." : folder, broken[folder].Count(), string.Join("; ", broken[folder].Take(10)));
            yield return items.Count == 0
                ? new PartReading(PartOf(folder, "manifests"), null, [coverage with { Status = CoverageStatus.Failed }])
                : new PartReading(PartOf(folder, "manifests"), ListObject.List(items), [coverage]);
        }
    }

    private IEnumerable<PartReading> Rendered(Rendering rendering) =>
        rendering.Rendered.Select(r => new PartReading(PartOf(r.Folder, "rendered"), ListObject.List(r.Objects), [Coverage(r.Folder.Length == 0 ? "." : r.Folder, 0, null)]))
            .Concat(rendering.Gaps.Select(g => new PartReading(PartOf(g.Folder, "rendered"), null, [g.Gap])));

    private Part PartOf(string folder, string source) => new(folder.Length == 0 ? Scope : Scope + "/" + folder, source);

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
