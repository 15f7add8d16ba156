namespace Turnpike.Inventory.Search;

/// <summary>How a query that is being typed may go on.</summary>
/// <param name="Start">Where the part begins that a suggestion takes the place of, in characters.</param>
public sealed record QuerySuggestions(int Start, IReadOnlyList<QuerySuggestion> Items);

/// <param name="Text">Takes the place of the part.</param>
/// <param name="Says">What it finds, or how many.</param>
/// <param name="IsWhole">False where a value is still to be typed.</param>
public sealed record QuerySuggestion(string Text, string Says, bool IsWhole = true);
