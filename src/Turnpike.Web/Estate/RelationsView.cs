using Turnpike.Inventory.Relations;
using Turnpike.Web.Graphs;

namespace Turnpike.Web.Estate;

/// <summary>What stands around a resource, as it was asked for.</summary>
/// <param name="Lines">Everything that the picture shows, for those who read.</param>
/// <param name="Kinds">The types that stand around it, and how many of each.</param>
/// <param name="Kind">Only ways to resources of this type are shown; null for all.</param>
/// <param name="Opened">Keys of the resources whose own relations are shown too.</param>
/// <param name="Way">The way to another resource, step by step; null where none was asked for or there is none.</param>
/// <param name="WayNote">What is to be said about it.</param>
public sealed record RelationsView(
    Picture Picture,
    IReadOnlyList<Relation> Lines,
    IReadOnlyList<(string Type, int Count)> Kinds,
    int Depth,
    string? Kind,
    IReadOnlyList<string> Opened,
    string? To,
    IReadOnlyList<Relation>? Way,
    string? WayNote,
    string? CutBecause);
