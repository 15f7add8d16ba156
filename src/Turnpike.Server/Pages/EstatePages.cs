using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance.Access;
using Turnpike.Inventory;
using Turnpike.Inventory.History;
using Turnpike.Inventory.Search;
using Turnpike.Inventory.Snapshots;
using Turnpike.Server.Access;
using Turnpike.Server.Api;
using Turnpike.Text;
using Turnpike.Web.Estate;

namespace Turnpike.Server.Pages;

/// <summary>The estate, now or as it was: what is in it, what it is made of, what changed.</summary>
internal sealed class EstatePages(Visits visits, EstateInventory inventory, SearchEstate estates, FirstPush first, TimeProvider time)
{
    private const int PageSize = 50;
    private const int MaxSuggestions = 9;
    private const int MaxQuestion = 4_000;
    private const int DifferencesShown = 40;

    private static readonly TimeSpan s_usualSpan = TimeSpan.FromHours(24);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/estate", ([FromServices] EstatePages pages, HttpContext http) => pages.SearchAsync(http)).Requires(Permission.ReadEstate);
        routes.MapGet("/estate/suggestions", ([FromServices] EstatePages pages, HttpContext http) => pages.SuggestAsync(http)).Requires(Permission.ReadEstate);
        routes.MapGet("/estate/scopes", ([FromServices] EstatePages pages, HttpContext http) => pages.ScopesAsync(http)).Requires(Permission.ReadEstate);
        routes.MapGet("/estate/differences", ([FromServices] EstatePages pages, HttpContext http) => pages.CompareAsync(http)).Requires(Permission.ReadEstate);
    }

    private async Task<IResult> SearchAsync(HttpContext http)
    {
        var visit = visits.Of(http);
        var at = PageMoments.Read(http, visit, "at");
        var text = http.Request.Query["q"].ToString();
        var faults = new DiagnosticBag();
        var query = EstateQuery.Parse(text, faults);
        var (estate, found) = query is null
            ? (await inventory.AtAsync(at, http.RequestAborted), new SearchPage([], 0, null, []))
            : await estates.AtAsync(query, at, PageSize, Query.Given(http.Request.Query["after"]), http.RequestAborted);
        return Rendered.Page<EstatePage>(
            200,
            ("Visit", visit),
            ("Snapshot", estate),
            ("Found", found),
            ("Diagnostics", (IReadOnlyList<Diagnostic>)(query is null ? [.. faults] : [])),
            ("Query", text),
            ("At", at),
            ("Since", at is null ? null : (await inventory.AtAsync(null, http.RequestAborted)).Since(estate, null, 0, 0)),
            ("Questions", await QuestionsAsync(estate, http.RequestAborted)),
            ("First", at is null && estate.Count == 0 ? null : await first.AtAsync(http.RequestAborted)));
    }

    private async Task<IResult> SuggestAsync(HttpContext http)
    {
        var text = http.Request.Query["q"].ToString();
        var at = PageMoments.Read(http, visits.Of(http), "at");
        if (text.Length > MaxQuestion)
        {
            return Results.Ok(new QuerySuggestions(0, []));
        }

        return Results.Ok(http.Request.Query["kind"] == "resource"
            ? Resources(await inventory.AtAsync(at, http.RequestAborted), text.Trim(), http.RequestAborted)
            : await estates.SuggestAsync(text, at, MaxSuggestions, http.RequestAborted));
    }

    private async Task<IResult> ScopesAsync(HttpContext http)
    {
        var visit = visits.Of(http);
        var at = PageMoments.Read(http, visit, "at");
        return Rendered.Page<ScopesPage>(
            200,
            ("Visit", visit),
            ("Snapshot", await inventory.AtAsync(at, http.RequestAborted)),
            ("Query", Query.Given(http.Request.Query["q"])),
            ("OnlyStale", http.Request.Query["stale"] == "1"),
            ("At", at),
            ("First", await first.AtAsync(http.RequestAborted)));
    }

    private async Task<IResult> CompareAsync(HttpContext http)
    {
        var visit = visits.Of(http);
        var from = PageMoments.Read(http, visit, "from") ?? time.GetUtcNow() - s_usualSpan;
        var to = PageMoments.Read(http, visit, "to") is { } end && end < time.GetUtcNow() ? end : (DateTimeOffset?)null;
        var skip = int.TryParse(http.Request.Query["skip"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 0;
        var scope = Query.Given(http.Request.Query["scope"]);
        var (before, after) = (await inventory.AtAsync(from, http.RequestAborted), await inventory.AtAsync(to, http.RequestAborted));
        var difference = after.Since(before, scope, skip, DifferencesShown);
        return Rendered.Page<DifferencesPage>(
            200,
            ("Visit", visit),
            ("Difference", difference),
            ("Items", await AttributesAsync(before, after, difference.Items, http.RequestAborted)),
            ("Scopes", (IReadOnlyList<string>)[.. after.Scopes.Concat(before.Scopes).Select(static s => s.Name).Distinct().Order(StringComparer.Ordinal)]),
            ("From", from),
            ("To", to),
            ("Scope", scope),
            ("Skip", skip));
    }

    private static async Task<IReadOnlyList<(ResourceEventKind, ResourceRow, IReadOnlyList<AttributeChange>)>> AttributesAsync(EstateSnapshot before, EstateSnapshot after, IReadOnlyList<ResourceDifference> items, CancellationToken cancellationToken)
    {
        var changed = items.Where(static i => i.Kind == ResourceEventKind.Changed).Select(static i => i.Row).ToList();
        var old = (await before.LoadAsync(changed, cancellationToken)).ToDictionary(static r => ResourceKey.Of(r.Id));
        var now = (await after.LoadAsync(changed, cancellationToken)).ToDictionary(static r => ResourceKey.Of(r.Id));
        return [.. items.Select(i => (i.Kind, i.Row, old.TryGetValue(i.Row.Key, out var was) && now.TryGetValue(i.Row.Key, out var becomes) ? AttributeDifference.Between(was.Attributes, becomes.Attributes) : []))];
    }

    private static QuerySuggestions Resources(EstateSnapshot estate, string text, CancellationToken cancellationToken)
    {
        IReadOnlyList<ResourceRow> found = estate.FindAny(text, MaxSuggestions);
        if (found.Count == 0 && text.Length > 0 && EstateQuery.Parse($"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"", new DiagnosticBag()) is { } words)
        {
            found = estate.Search(words, MaxSuggestions, null, cancellationToken).Items;
        }

        return new QuerySuggestions(0, [.. found.Select(static r => new QuerySuggestion(r.Key.ToString(), r.Type))]);
    }

    // Of the words that this estate has, so that each of them finds something.
    private static async Task<IReadOnlyList<(string, string)>> QuestionsAsync(EstateSnapshot estate, CancellationToken cancellationToken)
    {
        var type = await FirstAsync("type:");
        var tag = await FirstAsync("tag:");
        var value = tag is null ? null : await FirstAsync(tag);
        var row = estate.Count == 0 ? null : estate.Rows().First();
        (string?, string)[] questions =
        [
            (row?.Name ?? row?.Key.Address.Split('.')[^1], "has the word in its name, address, id or tags"),
            (type, "of a type"),
            (type is null ? null : type[..(type.IndexOf('_', StringComparison.Ordinal) + 1)] + "*", "of every type that begins so"),
            (await FirstAsync("scope:"), "in a scope; a star stands for any text, as in scope:shop/*"),
            (value, "has a tag with that value"),
            (tag is null ? null : $"-{tag.TrimEnd('=')}", "a minus turns a part around: without that tag"),
            (type is null || value is null ? null : $"{type} {value}", "parts side by side must all hold"),
            (type is null || value is null ? null : $"{type} OR {value}", "either of them"),
            (row is null ? null : $"rel:{row.Key}", "related to a resource; dependson: and usedby: look one way"),
            (estate.Coverage.Sources.Count == 0 ? null : "status:drifted", "otherwise than its state or manifest has it; status:unmanaged made-by:hand finds what nobody wrote down"),
            ("attr:encrypted=false", "has an attribute with that value; attr: with the name alone finds all that have it"),
        ];
        return [.. questions.Where(static q => q.Item1 is not (null or "*")).Select(static q => (q.Item1!, q.Item2))];

        async Task<string?> FirstAsync(string typed) => (await estate.SuggestAsync(typed, 1, cancellationToken)).Items is [var found, ..] ? found.Text : null;
    }
}
