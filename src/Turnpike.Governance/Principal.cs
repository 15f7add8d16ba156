namespace Turnpike.Governance;

/// <summary>Who acts, as the sign-in established it: the same id in every entry of the ledger.</summary>
/// <param name="Id">Such as <c>ada@example.com</c>, or a token's id.</param>
public sealed record Principal(string Id, IReadOnlySet<string> Roles, IReadOnlySet<string> Teams)
{
    /// <summary>What else people call them: their name, an address.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    public static Principal With(string id, params IEnumerable<string> roles) =>
        new(id, roles.ToHashSet(StringComparer.Ordinal), new HashSet<string>());
}
