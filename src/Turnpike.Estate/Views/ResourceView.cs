using Turnpike.Values;

namespace Turnpike.Estate.Views;

/// <summary>
/// A resource as a rule sees it: its own attributes, its satellites' laid in, defaults filled in. It remembers where each
/// part came from, so that a finding lands on the line that is at fault.
/// </summary>
public sealed class ResourceView
{
    internal ResourceView(Resource resource, Value attributes, IReadOnlyList<LaidPart> parts)
    {
        Resource = resource;
        Attributes = attributes;
        Parts = parts;
    }

    public Resource Resource { get; }

    public Value Attributes { get; }

    /// <summary>What was laid in, in order; a later one may lie within an earlier one.</summary>
    public IReadOnlyList<LaidPart> Parts { get; }

    /// <summary>Where the value at a path of <see cref="Attributes"/> came from.</summary>
    public PartOrigin Trace(ValuePath path)
    {
        for (var i = Parts.Count - 1; i >= 0; i--)
        {
            var part = Parts[i];
            if (path.StartsWith(part.Path))
            {
                return part.Origin.Below(path.Skip(part.Path.Count));
            }
        }

        return new PartOrigin(Resource, path, null);
    }
}

/// <summary>A part of a view that is not the resource's own.</summary>
/// <param name="Path">Where it lies in the view.</param>
public sealed record LaidPart(ValuePath Path, PartOrigin Origin);

/// <summary>Where a part of a view came from: an attribute of a resource, or a provider's default.</summary>
/// <param name="Resource">The resource that says so; for a default the one that leaves it out.</param>
/// <param name="Path">The attribute of that resource.</param>
/// <param name="Default">The default that was filled in, or null.</param>
public sealed record PartOrigin(Resource Resource, ValuePath Path, Defaults.ProviderDefault? Default)
{
    /// <summary>In the document of the resource.</summary>
    public ValueOrigin Place => Resource.Origin.At(Path);

    internal PartOrigin Below(ValuePath rest) => rest.Count == 0 ? this : this with { Path = Path.Concat(rest) };
}
