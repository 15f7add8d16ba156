namespace Turnpike.Inventory.Ownership.Code;

/// <summary>Where the code stands that made a resource.</summary>
/// <param name="Scope">Of the repository: <c>code/github.com/acme/infra</c>.</param>
/// <param name="Folder">Of the root, or of the manifest; empty for the repository's own.</param>
/// <param name="Place">As <c>file:line</c> from the repository's root.</param>
/// <param name="Certainty">From 0 to 1.</param>
/// <param name="How">By what the code is known to be this.</param>
public sealed record CodePlace(string Scope, string Folder, string Place, double Certainty, string How)
{
    public string File => Place.LastIndexOf(':') is > 0 and var colon && int.TryParse(Place.AsSpan(colon + 1), out _) ? Place[..colon] : Place;

    /// <summary>The repository's name.</summary>
    public string Repository => Scope[(Scope.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
