using Turnpike.Assessment.Facts;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Assessment.Results;

/// <summary>What a line is about: a resource, or an account or whatever else has only a name.</summary>
internal readonly record struct Subject
{
    private readonly string? _name;

    private Subject(AssessedResource? resource, string? name) => (Resource, _name) = (resource, name);

    public AssessedResource? Resource { get; }

    public static Subject Of(AssessedResource resource) => new(resource, null);

    public static Subject Called(string name) => new(null, name);

    /// <summary>The resource whose key the name is, where the estate has it.</summary>
    public Subject In(AssessedEstate estate) => Resource is null && ResourceKey.TryParse(_name, out var key) && estate.Find(key) is { } resource ? Of(resource) : this;

    public override string ToString() => Resource?.Key.ToString() ?? _name ?? "";
}
