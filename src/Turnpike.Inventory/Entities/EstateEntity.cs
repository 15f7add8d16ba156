using Turnpike.Formats;
using Turnpike.Formats.Backstage;
using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Snapshots;
using Turnpike.Values;

namespace Turnpike.Inventory.Entities;

/// <summary>An entity of a catalog, wherever it was written down.</summary>
/// <param name="Row">As it is in the estate.</param>
/// <param name="Place">In its repository, as <c>file:line</c>; null where it does not come out of one.</param>
/// <param name="AlsoAt">Where the same repository has it again.</param>
public sealed record EstateEntity(ResourceRow Row, EntityReference Reference, ObjectValue Content, string? Place, IReadOnlyList<string> AlsoAt)
{
    private const string PlaceAnnotation = "turnpike/place";
    private const string AlsoAtAnnotation = "turnpike/also-at";

    public string Scope => Row.Key.Scope;

    public ObjectValue Metadata => Content.Get("metadata") as ObjectValue ?? ObjectValue.Empty;

    public ObjectValue Spec => Content.Get("spec") as ObjectValue ?? ObjectValue.Empty;

    public string? Text(string member) => Spec.TextAt(member);

    public string? Annotation(string name) => Metadata.TextAt("annotations", name) is { Length: > 0 } text ? text : null;

    /// <summary>Labels, annotations by what stands behind their prefix too, and tags like <c>tier:critical</c>.</summary>
    public IEnumerable<KeyValuePair<string, string>> Tags()
    {
        foreach (var (key, value) in Pairs("labels").Concat(Pairs("annotations")))
        {
            yield return new(key, value);
            if (key.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash)
            {
                yield return new(key[(slash + 1)..], value);
            }
        }

        foreach (var tag in Metadata.TextsAt("tags"))
        {
            if (tag.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            {
                yield return new(tag[..colon], tag[(colon + 1)..]);
            }
        }
    }

    public IEnumerable<KeyValuePair<string, string>> Pairs(string member)
    {
        foreach (var (key, value) in Metadata.EntriesAt(member))
        {
            if (value is StringValue text)
            {
                yield return new(key, text.Value);
            }
        }
    }

    /// <summary>
    /// What one name stands for, the one that counts first: where it is written several times, a repository counts before what
    /// is made elsewhere, and of repositories the first by name.
    /// </summary>
    public static IEnumerable<IReadOnlyList<EstateEntity>> ByName(IEnumerable<EstateEntity> entities) =>
        entities.GroupBy(static e => e.Reference.Id, StringComparer.Ordinal).OrderBy(static g => g.Key, StringComparer.Ordinal)
            .Select(static g => g.OrderBy(static e => e.Scope.StartsWith(RowSides.Code, StringComparison.Ordinal) ? 0 : 1).ThenBy(static e => e.Scope, StringComparer.Ordinal).ToList());

    /// <summary>All of a snapshot, by scope and address. One name may be there several times, from several sources.</summary>
    public static async Task<IReadOnlyList<EstateEntity>> LoadAsync(EstateSnapshot snapshot, CancellationToken cancellationToken)
    {
        var entities = new List<EstateEntity>();
        await foreach (var (row, resource) in snapshot.ReadAsync(snapshot.RowsOf(static t => t.StartsWith(RowSides.OfCatalogs, StringComparison.Ordinal)), cancellationToken))
        {
            if (resource.Attributes is ObjectValue content && Of(row, content) is { } entity)
            {
                entities.Add(entity);
            }
        }

        return entities;
    }

    private static EstateEntity? Of(ResourceRow row, ObjectValue content)
    {
        var metadata = content.At("metadata");
        var annotations = metadata.At("annotations");
        return content.TextAt("kind") is { Length: > 0 } kind && metadata.TextAt("name") is { Length: > 0 } name
            ? new EstateEntity(
                row,
                new EntityReference(kind, metadata.TextAt("namespace") ?? EntityReference.DefaultNamespace, name),
                content,
                annotations.TextAt(PlaceAnnotation),
                annotations.TextAt(AlsoAtAnnotation)?.Split(", ", StringSplitOptions.RemoveEmptyEntries) ?? [])
            : null;
    }
}
