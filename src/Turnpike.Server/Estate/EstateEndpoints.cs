using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance.Access;
using Turnpike.Inventory;
using Turnpike.Inventory.Relations;
using Turnpike.Inventory.Search;
using Turnpike.Inventory.Snapshots;
using Turnpike.Server.Access;
using Turnpike.Server.Api;
using Turnpike.Text;

namespace Turnpike.Server.Estate;

/// <summary>The estate as it is, or was.</summary>
internal static class EstateEndpoints
{
    private const int MaxDepth = 8;
    private const int MaxAround = 500;
    private const int MaxHistory = 500;

    public static void Map(RouteGroupBuilder estate)
    {
        estate.MapGet("/resources", SearchAsync).Requires(Permission.ReadEstate)
            .WithName("search-estate").WithSummary("Resources by words, type, scope, id, name, tag, attribute, relation or status").Produces<EstateSearchResource>();
        estate.MapGet("/resources/{key}", ShowAsync).Requires(Permission.ReadEstate)
            .WithName("get-estate-resource").WithSummary("A resource with its attributes and relations").Produces<EstateResourceResource>();
        estate.MapGet("/resources/{key}/history", HistoryAsync).Requires(Permission.ReadEstate)
            .WithName("get-estate-resource-history").WithSummary("What the pushes said of a resource, the newest first").Produces<ResourceHistoryResource>();
        estate.MapGet("/resources/{key}/relations", RelationsAsync).Requires(Permission.ReadEstate)
            .WithName("get-estate-resource-relations").WithSummary("What stands around a resource, either way").Produces<NeighbourhoodResource>();
        estate.MapGet("/resources/{key}/blast-radius", BlastRadiusAsync).Requires(Permission.ReadEstate)
            .WithName("get-estate-resource-blast-radius").WithSummary("Who depends on a resource, with paths").Produces<BlastRadiusResource>();
        estate.MapGet("/path", PathAsync).Requires(Permission.ReadEstate)
            .WithName("get-estate-path").WithSummary("A shortest way between two resources").Produces<EstatePathResource>();
        estate.MapGet("/scopes", ScopesAsync).Requires(Permission.ReadEstate)
            .WithName("list-estate-scopes").WithSummary("Scopes, their sources, and when each was last pushed").Produces<ScopesResource>();
        estate.MapGet("/export", ExportAsync).Requires(Permission.ReadEstate)
            .Produces<object>(contentType: "application/json", additionalContentTypes: ["text/csv"]).WithName("export-estate").WithSummary("The whole estate as JSON with attributes, or as CSV without");
    }

    private static async Task<IResult> SearchAsync(HttpContext http, [AsParameters] SearchQuery search, [AsParameters] PageRequest page, SearchEstate estates, CancellationToken cancellationToken)
    {
        var diagnostics = new DiagnosticBag();
        if (EstateQuery.Parse(search.Text ?? "", diagnostics) is not { } query)
        {
            return Problems.Of("invalid-query", "The query cannot be understood.", [.. diagnostics]);
        }

        var moment = Query.Time("at", search.At);
        var (estate, found) = await estates.AtAsync(query, moment, page.Count, page.AfterKey, cancellationToken);
        var views = new EstateViews(estate, moment is null);
        return ETags.Answer(http, new EstateSearchResource(
            [.. found.Items.Select(views.Of)],
            found.Next is { } next ? Paging.Cursor(next) : null,
            found.Total,
            [.. found.Notes, .. views.AsOf.NotKept.Select(static s => $"What {s} held is no longer kept, and is missing here.")],
            views.AsOf));
    }

    private static async Task<IResult> ShowAsync(HttpContext http, string key, [FromQuery(Name = "at")] string? at, EstateInventory inventory, CancellationToken cancellationToken)
    {
        var (estate, views) = await AtAsync(inventory, at, cancellationToken);
        if (Find(estate, key) is not { } row)
        {
            return NotFound(key, views);
        }

        var loaded = await estate.LoadAsync([row], cancellationToken);
        return ETags.Answer(http, views.Detail(row, loaded[0]));
    }

    private static async Task<IResult> HistoryAsync(HttpContext http, string key, [FromQuery(Name = "limit")] int? limit, EstateInventory inventory, CancellationToken cancellationToken)
    {
        if (limit is < 1 or > MaxHistory)
        {
            throw RequestFault.Query("limit", $"expected 1 to {MaxHistory}");
        }

        // What is gone has a history too.
        var (estate, views) = await AtAsync(inventory, null, cancellationToken);
        var of = Find(estate, key)?.Key;
        if (of is null && ResourceKey.TryParse(Spelt(key), out var gone))
        {
            of = gone;
        }

        if (of is null)
        {
            return NotFound(key, views);
        }

        var history = await inventory.HistoryAsync(of.Value, limit ?? 100, cancellationToken);
        return history.Events.Count == 0 && history.CutBecause is null ? NotFound(key, views) : ETags.Answer(http, EstateViews.Of(of.Value, history));
    }

    private static async Task<IResult> RelationsAsync(string key, [FromQuery(Name = "depth")] int? depth, [FromQuery(Name = "at")] string? at, EstateInventory inventory, CancellationToken cancellationToken)
    {
        if (depth is < 1 or > MaxDepth)
        {
            throw RequestFault.Query("depth", $"expected 1 to {MaxDepth}");
        }

        var (estate, views) = await AtAsync(inventory, at, cancellationToken);
        return Find(estate, key) is { } row ? Results.Ok(views.Of(estate.Neighbours(row, depth ?? 1, MaxAround))) : NotFound(key, views);
    }

    private static async Task<IResult> BlastRadiusAsync(string key, [FromQuery(Name = "at")] string? at, EstateInventory inventory, CancellationToken cancellationToken)
    {
        var (estate, views) = await AtAsync(inventory, at, cancellationToken);
        return Find(estate, key) is { } row ? Results.Ok(views.Of(estate.BlastRadius([row], new ReachLimits(Resources: MaxAround)))) : NotFound(key, views);
    }

    private static async Task<IResult> PathAsync(
        [FromQuery(Name = "from")] string from,
        [FromQuery(Name = "to")] string to,
        [FromQuery(Name = "at")] string? at,
        EstateInventory inventory,
        CancellationToken cancellationToken)
    {
        var (estate, views) = await AtAsync(inventory, at, cancellationToken);
        return Find(estate, from) is not { } start ? NotFound(from, views)
            : Find(estate, to) is not { } end ? NotFound(to, views)
            : Results.Ok(views.Of(estate.Path(start, end)));
    }

    private static async Task<IResult> ScopesAsync(HttpContext http, [FromQuery(Name = "at")] string? at, EstateInventory inventory, Freshness freshness, CancellationToken cancellationToken)
    {
        var scopes = (await AtAsync(inventory, at, cancellationToken)).Views.Scopes();
        return ETags.Answer(http, at is null ? await freshness.OfAsync(scopes, cancellationToken) : scopes);
    }

    private static async Task<IResult> ExportAsync([FromQuery(Name = "at")] string? at, [FromQuery(Name = "format")] string? format, EstateInventory inventory, CancellationToken cancellationToken)
    {
        if (format is not (null or "json" or "csv"))
        {
            throw RequestFault.Query("format", "expected json or csv");
        }

        var (estate, views) = await AtAsync(inventory, at, cancellationToken);
        return format == "csv" ? EstateExport.Csv(estate, views) : EstateExport.Json(estate, views);
    }

    private static async Task<(EstateSnapshot Estate, EstateViews Views)> AtAsync(EstateInventory inventory, string? at, CancellationToken cancellationToken)
    {
        var moment = Query.Time("at", at);
        var estate = await inventory.AtAsync(moment, cancellationToken);
        return (estate, new EstateViews(estate, moment is null));
    }

    // A key; or an address, id or ARN that one resource alone has.
    private static ResourceRow? Find(EstateSnapshot estate, string key) =>
        estate.FindAny(key, 2) is [var one] ? one : Spelt(key) is var spelt && spelt != key && estate.FindAny(spelt, 2) is [var other] ? other : null;

    // A slash within a part of a path stays escaped when the path is taken apart.
    private static string Spelt(string key) => key.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    // What is not there because nobody kept it, was not proved to be away.
    private static IResult NotFound(string key, EstateViews views)
    {
        var (spelt, of) = (Spelt(key), views.AsOf);
        return !ResourceKey.TryParse(spelt, out var parsed) || !of.NotKept.Contains(parsed.Scope) ? NoSuch(spelt, of)
            : views.IsDamaged(parsed.Scope) ? Problems.Of(StatusCodes.Status410Gone, "scope-damaged", $"What was pushed of {parsed.Scope} is damaged: nothing is known of its resources until all of it is pushed again.")
            : Problems.Of(StatusCodes.Status410Gone, "no-longer-kept", $"What {parsed.Scope} held at {UtcTime.Text(of.Moment)} is no longer kept: how far back the estate can be asked for is the setting keep-estate.");
    }

    private static IResult NoSuch(string spelt, AsOfResource of) =>
        Problems.NotFound($"There {(of.IsCurrent ? "is" : "was")} no resource {spelt}, or several go by that name. Keys are written scope//address.{(of.NotKept.Count == 0 ? "" : $" No longer kept, and so not looked through: {string.Join(", ", of.NotKept)}.")}");
}

/// <param name="Text">Null for everything.</param>
/// <param name="At">The moment; null for now.</param>
internal readonly record struct SearchQuery([FromQuery(Name = "q")] string? Text, [FromQuery(Name = "at")] string? At);
