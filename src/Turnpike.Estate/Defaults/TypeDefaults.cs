using Turnpike.Values;

namespace Turnpike.Estate.Defaults;

/// <summary>The defaults of one resource type for the provider versions that may be in use.</summary>
internal sealed class TypeDefaults(IReadOnlyList<ProviderDefault> defaults, VersionRange versions)
{
    private readonly DefaultNode _tree = DefaultNode.Build(defaults, versions);

    /// <summary>The attributes with defaults filled in; themselves where none applies.</summary>
    /// <param name="name">The resource's address, which begins the ids of values that are not known.</param>
    public ObjectValue Apply(string name, ObjectValue attributes, bool isNew, Action<ValuePath, ProviderDefault>? filled) =>
        _tree.Apply(attributes, new DefaultRun(name, attributes, isNew, versions, filled));

    /// <summary>The default that stands at a path of the attributes once they are filled in; null where they are set.</summary>
    public ProviderDefault? Trace(ObjectValue attributes, bool isNew, ValuePath path)
    {
        ProviderDefault? found = null;
        Apply("", attributes, isNew, (at, entry) => found = path.StartsWith(at) ? entry : found);
        return found;
    }
}
