using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Ownership;
using Turnpike.Inventory.Ownership.Code;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Inventory.Entities;

/// <summary>That a resource belongs to an entity.</summary>
/// <param name="Certainty">From 0 to 1.</param>
/// <param name="How">The annotation, the label, the folder.</param>
public readonly record struct Membership(EstateEntity Entity, double Certainty, string How);

/// <summary>Which entity of the catalog each resource belongs to.</summary>
public sealed class ServiceMembers
{
    private const double ByKey = 0.95;
    private const double ByKubernetesId = 0.9;
    private const double ByLabels = 0.85;
    private const double ByFolder = 0.75;
    private const double ByName = 0.65;
    private const string KubernetesId = "backstage.io/kubernetes-id";

    private static readonly string[] s_keys = [KubernetesId, "service", "app", "application", "component", "app.kubernetes.io/name", "app.kubernetes.io/part-of"];

    private readonly JoinedEstate _estate;
    private readonly CodeFacts _code;
    private ILookup<string, (int Index, Membership Membership)> _parts = Array.Empty<(int, Membership)>().ToLookup(static _ => "");
    private readonly Dictionary<int, List<Membership>> _members = [];
    private readonly Dictionary<string, List<EstateEntity>> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<EstateEntity>> _identifiers = new(StringComparer.Ordinal);
    private readonly List<(KeyPattern Pattern, string Text, EstateEntity Entity)> _patterns = [];
    private readonly List<(LabelSelector Selector, string Text, string? Namespace, EstateEntity Entity)> _selectors = [];
    private readonly Dictionary<string, List<(string Folder, EstateEntity Entity, string How)>> _folders = new(StringComparer.Ordinal);

    private ServiceMembers(JoinedEstate estate, CodeFacts code) => (_estate, _code) = (estate, code);

    internal static ServiceMembers Of(JoinedEstate estate, IReadOnlyList<EstateEntity> entities, CodeFacts code, CancellationToken cancellationToken)
    {
        var members = new ServiceMembers(estate, code);
        foreach (var entity in entities.Where(static e => e.Reference.Kind is "Component" or "Resource"))
        {
            members.Index(entity);
        }

        if (members._names.Count > 0)
        {
            var named = new Dictionary<EstateEntity, List<int>>(ReferenceEqualityComparer.Instance);
            for (var i = 0; i < estate.Count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                members.Add(i, estate.At(i), named);
            }

            // A name alone says it only where one thing has that name.
            foreach (var (entity, at) in named)
            {
                if (at is [var one])
                {
                    members.Add(one, new Membership(entity, ByName, $"its name is {entity.Reference.Name}, and nothing else of its kind is called so"));
                }
            }
        }

        members._parts = members._members.Keys.Order().SelectMany(i => members.LikeliestOf(i).Select(m => (Index: i, Membership: m))).ToLookup(static p => p.Membership.Entity.Reference.Id, StringComparer.Ordinal);
        return members;
    }

    /// <summary>What a resource belongs to, the likeliest first.</summary>
    public IReadOnlyList<Membership> Of(JoinedResource resource) => Of(_estate.IndexOf(resource.Row.Row));

    /// <summary>What most likely belongs to an entity.</summary>
    public IEnumerable<(JoinedResource Resource, Membership Membership)> PartsOf(EstateEntity entity) =>
        _parts[entity.Reference.Id].Select(p => (_estate.At(p.Index), p.Membership));

    /// <summary>How many resources that is.</summary>
    public int CountOf(EstateEntity entity) => _parts[entity.Reference.Id].Count();

    /// <summary>By place of joined resources; the likeliest first.</summary>
    internal IReadOnlyList<Membership> Of(int index) => _members.GetValueOrDefault(index) ?? (IReadOnlyList<Membership>)[];

    /// <summary>What it belongs to: the likeliest; several where they are equally likely.</summary>
    internal IEnumerable<Membership> LikeliestOf(int index) => Of(index) is { Count: > 0 } all ? all.TakeWhile(m => m.Certainty == all[0].Certainty) : [];

    /// <summary>The places of joined resources that belong to something.</summary>
    internal IEnumerable<int> All => _members.Keys;

    private void Index(EstateEntity entity)
    {
        AddTo(_names, entity.Reference.Name, entity);
        if (entity.Annotation(KubernetesId) is { } id && id != entity.Reference.Name)
        {
            AddTo(_names, id, entity);
        }

        foreach (var (name, value) in entity.Pairs("annotations"))
        {
            if (name == "turnpike/key" || value.StartsWith("arn:", StringComparison.Ordinal) || value.StartsWith("/subscriptions/", StringComparison.Ordinal))
            {
                AddTo(_identifiers, value, entity);
            }
        }

        foreach (var pattern in entity.Annotation("turnpike/resources")?.Split([',', '\n', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [])
        {
            _patterns.Add((new KeyPattern(pattern), pattern, entity));
        }

        if (entity.Annotation("backstage.io/kubernetes-label-selector") is { } text && LabelSelector.TryParse(text) is { } selector)
        {
            _selectors.Add((selector, text, entity.Annotation("backstage.io/kubernetes-namespace"), entity));
        }

        if (entity.Reference.Kind == "Component")
        {
            IndexFolder(entity);
        }
    }

    private void IndexFolder(EstateEntity entity)
    {
        if (entity.Annotation("backstage.io/source-location") is { } location)
        {
            if (SourceLocation.TryParse(location, _code.Repositories) is { } source)
            {
                AddTo(_folders, source.Scope, (source.Folder, entity, $"its code is in {source}, which backstage.io/source-location says"));
            }
        }
        else if (entity.Place is { } place && _code.RepositoryOf(entity.Scope) is { } repository && place.LastIndexOf('/') is > 0 and var end)
        {
            // A catalog file of the repository as a whole says nothing of a folder.
            AddTo(_folders, repository, (place[..end], entity, $"its code is in {place[..end]} of {repository[5..]}, beside its catalog file"));
        }
    }

    private void Add(int index, JoinedResource resource, Dictionary<EstateEntity, List<int>> named)
    {
        AddIdentified(index, resource);
        foreach (var row in RowsOf(resource))
        {
            AddLabelled(index, row);
        }

        foreach (var place in _folders.Count > 0 ? _code.MakersOf(resource) : [])
        {
            AddPlaced(index, place);
        }

        var name = resource.Observed?.Name ?? resource.Row.Name;
        if (name is not null && BackingTypes.KindOf(resource.Row.Type) is not null)
        {
            foreach (var entity in _names.GetValueOrDefault(name) ?? [])
            {
                if (entity.Reference.Kind == "Resource")
                {
                    AddTo(named, entity, index);
                }
            }
        }
    }

    private void AddIdentified(int index, JoinedResource resource)
    {
        foreach (var row in RowsOf(resource))
        {
            var key = row.Key.ToString();
            foreach (var identifier in (ReadOnlySpan<string?>)[key, row.Arn, row.Id])
            {
                if (identifier is not null && _identifiers.TryGetValue(identifier, out var entities))
                {
                    entities.ForEach(e => Add(index, new Membership(e, ByKey, $"an annotation of it is {identifier}")));
                }
            }

            foreach (var (pattern, text, entity) in _patterns)
            {
                if (pattern.Matches(key))
                {
                    Add(index, new Membership(entity, ByKey, $"its annotation turnpike/resources has {text}"));
                }
            }
        }
    }

    private void AddLabelled(int index, ResourceRow row)
    {
        foreach (var (key, value) in row.Tags)
        {
            if (s_keys.Contains(key, StringComparer.OrdinalIgnoreCase) && _names.TryGetValue(value, out var entities))
            {
                foreach (var entity in entities)
                {
                    var isId = key == KubernetesId;
                    if (entity.Reference.Kind == "Component" && value.Equals((isId ? entity.Annotation(KubernetesId) : null) ?? entity.Reference.Name, StringComparison.OrdinalIgnoreCase))
                    {
                        Add(index, new Membership(entity, isId ? ByKubernetesId : ByLabels, $"the {(row.IsKubernetes ? "label" : "tag")} {key} is {value}"));
                    }
                }
            }
        }

        if (row.IsKubernetes)
        {
            foreach (var (selector, text, space, entity) in _selectors)
            {
                if (selector.Matches(row.Tags) && (space is null || NamespaceOf(row) == space))
                {
                    Add(index, new Membership(entity, ByLabels, $"its labels are as backstage.io/kubernetes-label-selector says: {text}"));
                }
            }
        }
    }

    // Of folders within each other, the innermost.
    private void AddPlaced(int index, CodePlace place)
    {
        var best = -1;
        foreach (var (folder, entity, how) in (_folders.GetValueOrDefault(place.Scope) ?? []).OrderByDescending(static f => f.Folder.Length))
        {
            if (folder.Length >= best && (folder.Length == 0 || place.File.StartsWith(folder + "/", StringComparison.Ordinal) || place.Folder == folder || place.Folder.StartsWith(folder + "/", StringComparison.Ordinal)))
            {
                best = folder.Length;
                Add(index, new Membership(entity, Math.Min(ByFolder, place.Certainty), how));
            }
        }
    }

    private void Add(int index, Membership membership)
    {
        var members = _members.TryGetValue(index, out var known) ? known : _members[index] = [];
        if (members.FindIndex(m => ReferenceEquals(m.Entity, membership.Entity)) is >= 0 and var at)
        {
            if (members[at].Certainty >= membership.Certainty)
            {
                return;
            }

            members.RemoveAt(at);
        }

        var before = members.FindIndex(m => m.Certainty < membership.Certainty);
        members.Insert(before < 0 ? members.Count : before, membership);
    }

    private static IEnumerable<ResourceRow> RowsOf(JoinedResource resource) =>
        resource.Observed is { } observed && observed.Key != resource.Row.Key ? [resource.Row, observed] : [resource.Row];

    internal static string? NamespaceOf(ResourceRow row) => row.IsKubernetes && row.Key.Address.Split('/') is [_, var space, _] ? space : null;

    private static void AddTo<TKey, T>(Dictionary<TKey, List<T>> to, TKey key, T item)
        where TKey : notnull => (to.TryGetValue(key, out var list) ? list : to[key] = []).Add(item);
}
