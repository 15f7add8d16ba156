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

    internal ResourceView(Resource resource, Value attributes, IReadOnlyList<LaidPart> parts)
    {
        Resource = resource;
        Attributes = attributes;
        _parts = parts;
    }

    public Resource Resource { get; }

    public Value Attributes { get; }

    /// <summary>Where the value at a path of <see cref="Attributes"/> came from.</summary>
    public PartOrigin Trace(ValuePath path)
    {
        for (var i = _parts.Count - 1; i >= 0; i--)
        {
            var part = _parts[i];
            if (path.StartsWith(part.Path))
            {
                return part.Default is null ? part.Trace(path.Skip(part.Path.Count)) : new PartOrigin(Resource, path, part.Default);
            }
        }

        return new PartOrigin(Resource, path, null);
    }
}

/// <summary>A part of a view that is not the resource's own.</summary>
/// <param name="Path">Where it lies in the view.</param>
/// <param name="Source">Whose attributes it was made of; null for a default.</param>
/// <param name="Take">What made it; null where nothing of the source is shown.</param>
internal sealed record LaidPart(ValuePath Path, ResourceView? Source, JoinTemplate? Take, Defaults.ProviderDefault? Default = null)
{
    public PartOrigin Trace(ValuePath rest) =>
        Source!.Trace(Take is null ? ValuePath.Root : Take.Trace(Source.Attributes, rest));
}

/// <summary>Where a part of a view came from: an attribute of a resource, or a provider's default.</summary>
/// <param name="Resource">The resource that says so; for a default the one that leaves it out.</param>
/// <param name="Path">The attribute of that resource.</param>
/// <param name="Default">The default that was filled in, or null.</param>
public sealed record PartOrigin(Resource Resource, ValuePath Path, Defaults.ProviderDefault? Default)
{
    /// <summary>In the document of the resource.</summary>
    public ValueOrigin Place => Resource.Origin.At(Path);
}
