using Turnpike.Inventory.Snapshots;

namespace Turnpike.Inventory.Search;

/// <summary>A part of what was found, by scope and address.</summary>
/// <param name="Total">How many match in all.</param>
/// <param name="Next">Where the next part begins, for <c>after</c>; null for the last.</param>
/// <param name="Notes">What the asker should know of the answer: a resource that is named and is not there.</param>
public sealed record SearchPage(IReadOnlyList<ResourceRow> Items, int Total, string? Next, IReadOnlyList<string> Notes);
