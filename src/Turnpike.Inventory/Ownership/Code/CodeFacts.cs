using Turnpike.Estate;
using Turnpike.Formats;
using Turnpike.Formats.CodeOwners;
using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Snapshots;
using Turnpike.Values;

namespace Turnpike.Inventory.Ownership.Code;

/// <summary>What the repositories of a snapshot say: which code made what, and whose it is.</summary>
internal sealed class CodeFacts
{
    private const int MaxManifests = 50_000;
    private const double OfManifest = 0.85;
    private const double OfTag = 0.85;
    private const string PlaceAnnotation = "turnpike/place";

    private readonly Dictionary<string, Repository> _repositories = new(StringComparer.Ordinal);
    private readonly Dictionary<int, CodePlace> _manifests = [];
    private StateRoots _states = StateRoots.None;

    private sealed class Repository
    {
        public List<CodeRoot> Roots { get; } = [];

        public (string Path, CodeOwnersFile File)? Owners { get; set; }
    }

    public static async Task<CodeFacts> LoadAsync(EstateSnapshot snapshot, CancellationToken cancellationToken)
    {
        var facts = new CodeFacts();
        var scopes = snapshot.Scopes.Where(static s => s.Name.StartsWith(RowSides.Code, StringComparison.Ordinal)).Select(static s => s.Name).ToList();
        var rows = scopes.SelectMany(snapshot.Rows).ToList();
        var own = rows.Where(static r => r.Type is "turnpike/Repository" or "turnpike/TerraformRoot" or "turnpike/CodeOwners");
        await foreach (var (row, resource) in snapshot.ReadAsync(own, cancellationToken))
        {
            facts.Add(row, resource);
        }

        await foreach (var (row, resource) in snapshot.ReadAsync(rows.Where(static r => r.IsKubernetes && RowSides.IsWhole(r)).Take(MaxManifests), cancellationToken))
        {
            facts.AddManifest(row, resource);
        }

        facts._states = StateRoots.Of(snapshot, [.. facts._repositories.Values.SelectMany(static r => r.Roots)]);
        return facts;
    }

    /// <summary>The scopes of the repositories.</summary>
    public IReadOnlyCollection<string> Repositories => _repositories.Keys;

    /// <summary>The repository that a scope is of, also that of its manifests; null for others.</summary>
    public string? RepositoryOf(string scope)
    {
        for (var name = scope; name.Length > RowSides.Code.Length; name = name[..Math.Max(0, name.LastIndexOf('/'))])
        {
            if (_repositories.ContainsKey(name))
            {
                return name;
            }
        }

        return null;
    }

    /// <summary>Where the code stands that made something: several places where nothing tells them apart.</summary>
    public IReadOnlyList<CodePlace> MakersOf(JoinedResource resource)
    {
        if (_repositories.Count == 0)
        {
            return [];
        }

        if (_manifests.TryGetValue(resource.Row.Row, out var manifest))
        {
            return [manifest];
        }

        var places = resource.Side is RowSide.State or RowSide.Declared ? _states.Of(resource.Row).ToList() : [];
        return places.Count > 0 ? places : Traced(resource) is { } traced ? [traced] : [];
    }

    /// <summary>Who owns a place, each with the line that says so. A rule without owners says that nobody does.</summary>
    public IEnumerable<(IReadOnlyList<string> Owners, string Line)> OwnersOf(CodePlace place) =>
        _repositories.GetValueOrDefault(place.Scope)?.Owners is { } owners
            ? owners.File.OwnersOf(place.File).Where(static o => o.Owners.Count > 0).Select(o => (o.Owners, $"{owners.Path}:{o.Line}"))
            : [];

    // Tools that write into the tags of a resource where its code stands.
    private CodePlace? Traced(JoinedResource resource)
    {
        string? file = null, repository = null;
        foreach (var (key, value) in (resource.Observed ?? resource.Row).Tags)
        {
            file = key is "git_file" or "yor_file" ? value : file;
            repository = key is "git_repo" or "yor_repo" ? value : repository;
        }

        return file is { Length: > 0 } && repository is { Length: > 0 } && _repositories.Keys.Where(r => r.EndsWith("/" + repository, StringComparison.OrdinalIgnoreCase)).Take(2).ToList() is [var one]
            ? new CodePlace(one, file.Contains('/', StringComparison.Ordinal) ? file[..file.LastIndexOf('/')] : "", file, OfTag, "its tags git_repo and git_file")
            : null;
    }

    private void Add(ResourceRow row, Resource resource)
    {
        var repository = _repositories.TryGetValue(row.Key.Scope, out var known) ? known : _repositories[row.Key.Scope] = new Repository();
        if (resource.Attributes.At("spec") is not ObjectValue spec)
        {
            return;
        }

        if (row.Type.EndsWith("/TerraformRoot", StringComparison.Ordinal))
        {
            repository.Roots.Add(CodeRoot.Read(row.Key.Scope, spec));
        }
        else if (row.Type.EndsWith("/CodeOwners", StringComparison.Ordinal))
        {
            repository.Owners = (NameOf(row), CodeOwnersFile.Of(SyntaxOf(spec), RulesOf(spec)));
        }
    }

    private void AddManifest(ResourceRow row, Resource resource)
    {
        if (RepositoryOf(row.Key.Scope) is { } repository
            && resource.Attributes.TextAt("metadata", "annotations", PlaceAnnotation) is { Length: > 0 } place)
        {
            var folder = row.Key.Scope.Length > repository.Length ? row.Key.Scope[(repository.Length + 1)..] : "";
            _manifests[row.Row] = new CodePlace(repository, folder, place, OfManifest, "its manifest stands there");
        }
    }

    private static string NameOf(ResourceRow row) => row.Name ?? row.Key.Address[(row.Key.Address.IndexOf('/', StringComparison.Ordinal) + 1)..];

    private static CodeOwnersSyntax SyntaxOf(ObjectValue spec) => spec.TextAt("syntax") == "gitlab" ? CodeOwnersSyntax.GitLab : CodeOwnersSyntax.GitHub;

    private static IEnumerable<CodeOwnersRule> RulesOf(ObjectValue spec) =>
        spec.ItemsAt("rules").OfType<ObjectValue>().Select(static r =>
        {
            var pattern = r.TextAt("pattern") ?? "";
            var isExclusion = pattern.StartsWith('!');
            return new CodeOwnersRule(
                isExclusion ? pattern[1..] : pattern,
                [.. r.TextsAt("owners")],
                r.TextAt("section") ?? "",
                isExclusion,
                r.Get("line") is NumberValue line && line.TryGetInt32(out int at) ? at : 0);
        });
}
