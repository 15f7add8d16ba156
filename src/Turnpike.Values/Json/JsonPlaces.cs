namespace Turnpike.Values.Json;

/// <summary>
/// Where the members of a document's outermost object stand, and the items of the arrays among them: noted while reading,
/// so that a locator need not go through a large document once more. Everything below is found again when asked for.
/// </summary>
public sealed class JsonPlaces
{
    internal int Root { get; set; }

    internal Dictionary<string, (int Key, int Value)> Members { get; } = [];

    /// <summary>By the place of the array.</summary>
    internal Dictionary<int, int[]> Items { get; } = [];
}
