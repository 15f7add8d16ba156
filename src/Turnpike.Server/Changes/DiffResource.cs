using Turnpike.Delivery.Diffs;

namespace Turnpike.Server.Changes;

/// <summary>What a plan does, resource by resource.</summary>
/// <param name="Total">Resources that change and match the search.</param>
public sealed record DiffResource(IReadOnlyList<ResourceDiff> Items, string? Next, int Total);

/// <summary>Who depends on what a change alters or deletes.</summary>
/// <param name="Total">Resources in it.</param>
/// <param name="IsCut">There are more than are listed.</param>
public sealed record ChangeBlastRadiusResource(IReadOnlyList<DependentResource> Items, int Total, bool IsCut);

/// <param name="Path">From what the change touches to this resource, both ends included.</param>
public sealed record DependentResource(string Key, string Scope, string Address, string Type, int Distance, IReadOnlyList<string> Path);
