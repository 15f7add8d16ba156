using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance.Access;
using Turnpike.Server.Access;
using Turnpike.Server.Connections;
using Turnpike.Web.Access;
using Turnpike.Web.Connections;
using Turnpike.Web.Elements;

namespace Turnpike.Server.Pages;

/// <summary>What is connected, how its syncs go, and what they could not read.</summary>
internal sealed class ConnectionPages(Visits visits, ConnectionProjection connections, ConnectorFactory connectors, SyncQueue queue, SyncRecords records, SyncOverview overview, PartViews parts, DefineConnection define)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/connections", ([FromServices] ConnectionPages pages, HttpContext http) => pages.ListAsync(http)).Requires(Permission.ReadEstate);
        routes.MapGet("/connections/{name}", ([FromServices] ConnectionPages pages, HttpContext http, string name) => pages.ShowAsync(http, 200, name)).Requires(Permission.ReadEstate);
        routes.MapPost("/connections/{name}/syncs", ([FromServices] ConnectionPages pages, HttpContext http, string name) => pages.SyncAsync(http, name)).Requires(Permission.Operate);
        routes.MapPost("/connections/{name}/syncs/cancellation", ([FromServices] ConnectionPages pages, HttpContext http, string name) => pages.CancelAsync(http, name)).Requires(Permission.Operate);
        routes.MapPost("/connections/{name}/pause", ([FromServices] ConnectionPages pages, HttpContext http, string name) => pages.PauseAsync(http, name)).Requires(Permission.ManageConnections);
    }

    internal static IReadOnlyList<KindView> Kinds(ConnectorFactory connectors) => [.. connectors.Kinds.Select(static k => new KindView(k.Name, k.Says, [.. k.Settings.Select(static s => new SettingView(s.Name, s.Form, s.Says, s.IsRequired, s.Default))]))];

    internal static IResult Missing(Web.Layout.Visit visit) => Rendered.Page<RefusedPage>(404, ("Visit", visit), ("Status", 404), ("Detail", "There is no such connection. It may have been removed."));

    private async Task<IResult> ListAsync(HttpContext http)
    {
        var states = (await queue.ListAsync(http.RequestAborted)).ToDictionary(static s => s.Connection, StringComparer.Ordinal);
        var latest = await overview.LatestAsync(http.RequestAborted);
        var sums = (await overview.SumsAsync(null, http.RequestAborted)).ToLookup(static s => s.Connection, StringComparer.Ordinal);
        return Rendered.Page<ConnectionsPage>(
            200,
            ("Visit", visits.Of(http)),
            ("Connections", (IReadOnlyList<ConnectionView>)[.. connections.All.Select(c => View(c, states.GetValueOrDefault(c.Name), latest.GetValueOrDefault(c.Name), PartViews.Sum(sums[c.Name])))]),
            ("Kinds", Kinds(connectors)));
    }

    private async Task<IResult> ShowAsync(HttpContext http, int status, string name, string? fault = null)
    {
        var visit = visits.Of(http);
        if (connections.Find(name) is not { } connection)
        {
            return Missing(visit);
        }

        var runs = await records.RunsAsync(name, http.RequestAborted);
        var sums = await overview.SumsAsync(name, http.RequestAborted);
        return Rendered.Page<ConnectionPage>(
            status,
            ("Visit", visit),
            ("Connection", View(connection, await queue.FindAsync(name, http.RequestAborted), runs.FirstOrDefault(static r => r.Ended is not null), PartViews.Sum(sums))),
            ("Parts", parts.Of(PartViews.Asked(http.Request.Query), sums, await records.PartsAsync(name, http.RequestAborted))),
            ("Syncs", (IReadOnlyList<SyncView>)[.. runs.Select(View)]),
            ("Fault", fault));
    }

    private async Task<IResult> SyncAsync(HttpContext http, string name)
    {
        if (connections.Find(name) is null)
        {
            return Missing(visits.Of(http));
        }

        await queue.RequestAsync(name, http.Caller().Principal.Id, http.RequestAborted);
        return Rendered.SeeOther(Address.Under("/connections", name) + "?done=sync-started");
    }

    private async Task<IResult> CancelAsync(HttpContext http, string name) =>
        connections.Find(name) is null ? Missing(visits.Of(http))
            : await queue.CancelAsync(name, http.RequestAborted) ? Rendered.SeeOther(Address.Under("/connections", name) + "?done=sync-cancelled")
            : await ShowAsync(http, 409, name, "It has ended already: nothing was left to cancel.");

    private async Task<IResult> PauseAsync(HttpContext http, string name)
    {
        if (connections.Find(name) is not { } known)
        {
            return Missing(visits.Of(http));
        }

        var isEnabled = (await http.Request.ReadFormAsync(http.RequestAborted))["enabled"] == "true";
        var faults = new Text.DiagnosticBag();
        var defined = await define.RunAsync(http.Caller().Principal, name, new ConnectionWish(known.Kind, known.Settings, known.Schedule.ToString(), isEnabled), faults, http.RequestAborted);
        return defined.Refusal is { } refusal
            ? await ShowAsync(http, 422, name, string.Join(" ", faults.Select(static f => f.Message + ".").Prepend(refusal.Message)))
            : Rendered.SeeOther($"{Address.Under("/connections", name)}?done=connection-{(isEnabled ? "resumed" : "paused")}");
    }

    private static ConnectionView View(Connection connection, SyncState? state, SyncRunRecord? last, PartSum parts) => new(
        connection.Name,
        connection.Kind,
        connection.Settings,
        connection.Schedule.ToString(),
        connection.IsEnabled,
        connection.ChangedBy,
        connection.ChangedAt,
        state?.Next,
        state?.Failures ?? 0,
        ConnectionViews.ProgressOf(state) is { } running ? new SyncNow(running.Node, running.By, running.Started, running.Says, running.Done, running.Total) : null,
        state?.RequestedBy is not null,
        last is null ? null : View(last),
        parts);

    private static SyncView View(SyncRunRecord run) => new(run.Id, run.Started, run.Ended, run.Node, run.By, Word(run.Outcome), run.Says, run.Parts, run.Changed, run.Unread);

    private static string Word<T>(T outcome)
        where T : struct, Enum => outcome.ToString().ToLowerInvariant();
}
