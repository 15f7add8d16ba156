using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Mvc;
using Turnpike.Formats.Scanners;
using Turnpike.Inventory.Scans;
using Turnpike.Server.Api;

namespace Turnpike.Server.Scans;

/// <summary>Which findings a request asks for.</summary>
/// <param name="Resource">A key, an address, an id or an ARN.</param>
/// <param name="Image">A part of an image's name, or the beginning of its digest.</param>
/// <param name="Severity">That or worse.</param>
/// <param name="State">Those that count, where nothing is said; <c>all</c> for all.</param>
internal readonly record struct ScanFilter(
    [FromQuery(Name = "resource")] string? Resource,
    [FromQuery(Name = "image")] string? Image,
    [FromQuery(Name = "severity")] string? Severity,
    [FromQuery(Name = "class")] string? Class,
    [FromQuery(Name = "package")] string? Package,
    [FromQuery(Name = "id")] string? Id,
    [FromQuery(Name = "tool")] string? Tool,
    [FromQuery(Name = "scope")] string? Scope,
    [FromQuery(Name = "state")] string? State,
    [FromQuery(Name = "attached")] bool? Attached,
    [FromQuery(Name = "fixable")] bool? Fixable,
    [FromQuery(Name = "q")] string? Text)
{
    public const string AllStates = "all";
    private const int MaxNamed = 8;

    /// <returns>Whether the resource is there, where one is named.</returns>
    /// <exception cref="RequestFault">A word that is none of those expected.</exception>
    public bool TryQuery(ScannedEstate estate, [NotNullWhen(true)] out ScanQuery? query)
    {
        var resource = Resource is null ? null : Find(estate, Resource);
        query = Resource is not null && resource is null ? null : new ScanQuery
        {
            Resource = resource,
            Image = Query.Given(Image),
            Severity = Query.Enum<FindingSeverity>("severity", Severity),
            Class = Query.Enum<FindingClass>("class", Class),
            Package = Query.Given(Package),
            Id = Query.Given(Id),
            Tool = Query.Given(Tool),
            Scope = Query.Given(Scope),
            State = State == AllStates ? null : Query.Enum<ScanFindingState>("state", State) ?? ScanFindingState.Open,
            IsAttached = Attached,
            IsFixable = Fixable,
            Text = Query.Given(Text),
        };
        return query is not null;
    }

    // An observed resource and what manages it are one.
    private static Inventory.Snapshots.ResourceRow? Find(ScannedEstate estate, string text)
    {
        var found = estate.Estate.FindAny(text, MaxNamed);
        return found is [var only] ? only : found.Where(r => !estate.Estate.IsShadowed(r)).ToList() is [var one] ? one : null;
    }
}
