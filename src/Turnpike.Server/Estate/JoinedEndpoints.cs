using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance.Access;
using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Snapshots;
using Turnpike.Server.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Connections;

namespace Turnpike.Server.Estate;

/// <summary>The estate as the real world has it: each thing once, with what differs.</summary>
internal static class JoinedEndpoints
{
    public static void Map(RouteGroupBuilder estate)
    {
        estate.MapGet("/joined", ListAsync).Requires(Permission.ReadEstate)
            .WithName("list-joined-resources").WithSummary("Each real thing once: in sync, drifted, unmanaged, orphaned, absent or unknown").Produces<JoinedPageResource>();
        estate.MapGet("/joined/{key}", ShowAsync).Requires(Permission.ReadEstate)
            .WithName("get-joined-resource").WithSummary("How one resource stands to what is there").Produces<JoinedResourceResource>();
        estate.MapGet("/conflicts", ConflictsAsync).Requires(Permission.ReadEstate)
            .WithName("list-join-conflicts").WithSummary("Where states claim the same thing, or one id means several").Produces<Page<JoinConflictResource>>();
        estate.MapGet("/coverage", CoverageAsync).Requires(Permission.ReadEstate)
            .WithName("list-estate-coverage").WithSummary("What could be read of each source, and what not").Produces<Page<SourceCoverageResource>>();
    }

    private static async Task<IResult> ListAsync(HttpContext http, [AsParameters] JoinedQuery query, [AsParameters] PageRequest page, JoinEstate join, CancellationToken cancellationToken)
    {
        var moment = Query.Time("at", query.At);
        var joined = await join.AtAsync(moment, cancellationToken);
        var wanted = Query.Enum<JoinedStatus>("status", query.Status);
        var all = joined.Resources(s => wanted is null || s == wanted).Where(query.Matches).ToList();
        var cut = Paging.Cut(all.OrderBy(static r => r.Row.Key.ToString(), StringComparer.Ordinal), page, static r => r.Row.Key.ToString());
        return ETags.Answer(http, new JoinedPageResource(
            [.. cut.Items.Select(Of)],
            cut.Next,
            all.Count,
            Enum.GetValues<JoinedStatus>().ToDictionary(static s => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(s.ToString()), s => joined.Counts.GetValueOrDefault(s)),
            joined.Makers,
            joined.Conflicts.Count,
            new EstateViews(joined.Snapshot, moment is null).AsOf));
    }

    private static async Task<IResult> ShowAsync(HttpContext http, string key, JoinEstate join, CancellationToken cancellationToken)
    {
        var joined = await join.AtAsync(null, cancellationToken);
        return joined.Snapshot.FindAny(key.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase), 8).Select(joined.Find).OfType<JoinedResource>().DistinctBy(static j => j.Row.Key).Take(2).ToList() is [var one]
            ? ETags.Answer(http, Of(one))
            : Problems.NotFound($"There is no resource {key}, or several go by that name. Keys are written scope//address.");
    }

    private static async Task<IResult> ConflictsAsync([AsParameters] PageRequest page, JoinEstate join, CancellationToken cancellationToken)
    {
        var conflicts = (await join.AtAsync(null, cancellationToken)).Conflicts.Select(static c => new JoinConflictResource(c.Kind, [.. c.Resources.Select(static r => r.ToString())], c.Says));
        return Results.Ok(Paging.Cut(conflicts.OrderBy(Key, StringComparer.Ordinal), page, Key));

        static string Key(JoinConflictResource conflict) => string.Join(' ', conflict.Resources);
    }

    private static async Task<IResult> CoverageAsync([AsParameters] PageRequest page, [FromQuery(Name = "unread")] bool? unread, Inventory.EstateInventory inventory, SyncRecords records, CancellationToken cancellationToken)
    {
        var parts = (await records.PartsAsync(null, cancellationToken)).ToDictionary(static p => (p.Scope, p.Source));
        var sources = from source in inventory.Coverage().Sources
                      let part = parts.GetValueOrDefault((source.Scope, source.Coverage.Source))
                      let items = unread == true ? [.. source.Coverage.Items.Where(static i => !i.IsSettled)] : source.Coverage.Items
                      where unread != true || items.Count > 0
                      select new SourceCoverageResource(source.Scope, source.Coverage.Source, part?.Connection, part?.ReadAt, items);
        return Results.Ok(Paging.Cut(sources.OrderBy(Key, StringComparer.Ordinal), page, Key));

        static string Key(SourceCoverageResource source) => $"{source.Scope} {source.Source}";
    }

    private static JoinedResourceResource Of(JoinedResource joined) => new(
        joined.Row.Key.ToString(),
        joined.Row.Type,
        joined.Observed?.Id ?? joined.Row.Id,
        joined.Row.Name ?? joined.Observed?.Name,
        joined.Status,
        joined.Side,
        joined.Observed?.Key.ToString(),
        joined.By,
        [.. joined.Drift.Select(static d => new DriftResource(d.Path.ToString(), d.State is { } s ? EstateViews.Json(s) : null, d.Observed is { } o ? EstateViews.Json(o) : null))],
        joined.MadeBy,
        joined.Place.Provider,
        joined.Place.Account,
        joined.Place.Region,
        joined.Says,
        joined.Declared?.Key.ToString(),
        [.. joined.Resembles.Select(static h => new JoinHintResource(h.Resource.ToString(), h.Says))]);
}

/// <summary>Which joined resources. Absent members let every one through.</summary>
/// <param name="MadeBy">The tool; <c>hand</c> for what no tool is known to have made.</param>
/// <param name="Text">In the key, the id or the name, whatever the case.</param>
internal readonly record struct JoinedQuery(
    [FromQuery(Name = "status")] string? Status,
    [FromQuery(Name = "type")] string? Type,
    [FromQuery(Name = "scope")] string? Scope,
    [FromQuery(Name = "account")] string? Account,
    [FromQuery(Name = "region")] string? Region,
    [FromQuery(Name = "madeBy")] string? MadeBy,
    [FromQuery(Name = "q")] string? Text,
    [FromQuery(Name = "at")] string? At)
{
    public bool Matches(JoinedResource joined) =>
        (Type is null || joined.Row.Type == Type)
        && (Scope is null || joined.Row.Key.Scope == Scope)
        && (Account is null || joined.Place.Account == Account)
        && (Region is null || joined.Place.Region == Region)
        && (MadeBy is null || joined.Maker == MadeBy)
        && (Text is null || Holds(joined.Row) || (joined.Observed is { } observed && Holds(observed)));

    private bool Holds(ResourceRow row) => Has(row.Key.ToString()) || Has(row.Id) || Has(row.Name);

    private bool Has(string? text) => text?.Contains(Text!, StringComparison.OrdinalIgnoreCase) == true;
}
