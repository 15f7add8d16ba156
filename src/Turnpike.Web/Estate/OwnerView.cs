namespace Turnpike.Web.Estate;

/// <summary>Who is to be asked about a resource.</summary>
/// <param name="Owner">As answers call them.</param>
/// <param name="Name">Of the team, where one is known by that; else the same.</param>
/// <param name="Why">What says so.</param>
/// <param name="Confidence">From 0 to 1; null where only its tag was looked at.</param>
/// <param name="Contact">How the team is reached; null where nobody has said.</param>
public sealed record OwnerView(string Owner, string Name, string Why, double? Confidence, string? Contact, IReadOnlyList<string> Members);
