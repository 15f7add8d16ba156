namespace Turnpike.Web.Estate;

/// <summary>Who is to be asked about a resource.</summary>
/// <param name="Tag">The tag that says so.</param>
/// <param name="Name">Of the team, where one is known by what the tag says; else what it says.</param>
/// <param name="Contact">How the team is reached; null where nobody has said.</param>
/// <param name="Query">Finds everything of theirs.</param>
public sealed record OwnerView(string Tag, string Name, string? Contact, IReadOnlyList<string> Members, string Query);
