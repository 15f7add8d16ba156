using Turnpike.Estate.Defaults;
using Turnpike.Estate.Joins;
using Turnpike.Values;

namespace Turnpike.Estate.Views;

/// <summary>
/// A resource as a rule sees it: its own attributes, its satellites' laid in, defaults filled in. It remembers where each
/// part came from, so that a finding lands on the line that is at fault.
/// </summary>
public sealed class ResourceView
{
    private readonly IReadOnlyList<LaidPart> _parts;
    private readonly TypeDefaults? _defaults;

    internal ResourceView(Resource resource, Value attributes, IReadOnlyList<LaidPart> parts, TypeDefaults? defaults)
    {
        Resource = resource;
        Attributes = attributes;
        _parts = parts;
        _defaults = defaults;
    }

    /// <summary>A resource just as its document has it.</summary>
    internal static ResourceView Plain(Resource resource) => new(resource, resource.Attributes, [], null);

    public Resource Resource { get; }

    public Value Attributes { get; }

    /// <summary>The other resources that parts of it came from.</summary>
    public IEnumerable<Resource> Sources => _parts.Select(static p => p.Source.Resource);

    /// <summary>Where the value at a path of <see cref="Attributes"/> came from.</summary>
    public PartOrigin Trace(ValuePath path)
    {
        for (var i = _parts.Count - 1; i >= 0; i--)
        {
            var part = _parts[i];
            if (path.StartsWith(part.Path))
            {
                return part.Trace(path.Skip(part.Path.Count));
            }
        }

        // Which values are defaults is worked out again: few paths are ever asked for.
        return new PartOrigin(Resource, path, _defaults?.Trace((ObjectValue)Resource.Attributes, Resource.IsNew, path));
    }
}

/// <summary>A part of a view that is not the resource's own.</summary>
/// <param name="Path">Where it lies in the view.</param>
/// <param name="Source">Whose attributes it was made of.</param>
/// <param name="Take">What made it; null where nothing of the source is shown.</param>
internal sealed record LaidPart(ValuePath Path, ResourceView Source, JoinTemplate? Take)
{
    public PartOrigin Trace(ValuePath rest) =>
        Source.Trace(Take is null ? ValuePath.Root : Take.Trace(Source.Attributes, rest));
}

/// <summary>Where a part of a view came from: an attribute of a resource, or a provider's default.</summary>
/// <param name="Resource">The resource that says so; for a default the one that leaves it out.</param>
/// <param name="Path">The attribute of that resource.</param>
/// <param name="Default">The default that was filled in, or null.</param>
public sealed record PartOrigin(Resource Resource, ValuePath Path, ProviderDefault? Default)
{
    /// <summary>In the document of the resource.</summary>
    public ValueOrigin Place => Resource.Origin.At(Path);
}
