namespace Turnpike.Estate.Joins;

/// <summary>A resource type whose resources say something about another resource, which is judged as if it said so itself.</summary>
/// <param name="Satellite">The type that says it.</param>
/// <param name="Of">The type it is said of: the primary.</param>
/// <param name="Links">How the primary is named; the first link finds it, the others must not contradict.</param>
/// <param name="Lays">What is laid into the primary.</param>
public sealed record Join(string Satellite, string Of, IReadOnlyList<JoinLink> Links, IReadOnlyList<JoinLay> Lays);

/// <param name="Attribute">The satellite's attribute; where it is a list, each item names a primary.</param>
/// <param name="Matches">The primary's attributes that may hold the same.</param>
public sealed record JoinLink(string Attribute, IReadOnlyList<string> Matches);

/// <param name="Into">The primary's attribute, in its own inline vocabulary where it has one.</param>
/// <param name="IsList">Each satellite adds an item; else the one satellite is the value.</param>
/// <param name="Take">Makes the value of the satellite's attributes.</param>
/// <param name="When">Only satellites with these values, by attribute.</param>
/// <param name="Same">
/// For lists: the members by which an inline entry and a satellite's are known to be one, since a refreshed state lists
/// satellites' entries inline as well.
/// </param>
public sealed record JoinLay(
    string Into,
    bool IsList,
    JoinTemplate Take,
    IReadOnlyList<(string Attribute, Turnpike.Values.Value Value)> When,
    IReadOnlyList<string> Same);
