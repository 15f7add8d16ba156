namespace Turnpike.Estate;

/// <summary>
/// What a question to the estate gives. Open: there may be more than is listed, so that "none" or "all" cannot be
/// concluded from it; a rule then sees an unknown number of further members.
/// </summary>
/// <param name="Certain">Surely part of the answer.</param>
/// <param name="Possible">Perhaps part of it: a reference known only up to its resource block, not to the instance.</param>
/// <param name="OpenReason">Why there may be others, for people; null if there are none.</param>
public sealed record Lookup(IReadOnlyList<Resource> Certain, IReadOnlyList<Resource> Possible, string? OpenReason)
{
    public static Lookup Nothing { get; } = new([], [], null);

    public bool IsOpen => OpenReason is not null;

    public static Lookup Of(IReadOnlyList<Resource> certain) => certain.Count == 0 ? Nothing : new(certain, [], null);

    public static Lookup Open(string reason) => new([], [], reason);
}
