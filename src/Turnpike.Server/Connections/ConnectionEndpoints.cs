using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance.Access;
using Turnpike.Server.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Storage;
using Turnpike.Text;

namespace Turnpike.Server.Connections;

internal static class ConnectionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(ApiModule.Prefix + "/connection-kinds", static (ConnectorFactory connectors) => new Page<ConnectorKindResource>([.. connectors.Kinds.Select(static k => new ConnectorKindResource(k.Name, k.Says, k.Settings))], null))
            .Requires(Permission.ReadEstate).WithTags("connections").WithSummary("What can be connected, and which settings each kind takes.");
        var group = routes.MapGroup(ApiModule.Prefix + "/connections").WithTags("connections");
        group.MapGet("", ListAsync).Requires(Permission.ReadEstate).Produces<Page<ConnectionResource>>().WithSummary("The connections: what is observed, how often, and how the last sync ended.");
        group.MapGet("/{name}", ShowAsync).Requires(Permission.ReadEstate).Produces<ConnectionResource>().WithSummary("One connection.");
        group.MapPut("/{name}", DefineAsync).Requires(Permission.ManageConnections).Produces<ConnectionResource>().WithSummary("Makes or changes a connection. Its settings hold no secret: credentials are found on the node at each sync.");
        group.MapDelete("/{name}", RemoveAsync).Requires(Permission.ManageConnections).Produces(StatusCodes.Status204NoContent).WithSummary("Removes a connection; what it read stays in the estate until its sources are removed.");
        group.MapGet("/{name}/parts", PartsAsync).Requires(Permission.ReadEstate).Produces<Page<SyncPartResource>>().WithSummary("Each part as it was last read: when, and what could not be.");
        group.MapGet("/{name}/syncs", SyncsAsync).Requires(Permission.ReadEstate).Produces<Page<SyncRunResource>>().WithSummary("The last syncs, the latest first.");
        group.MapPost("/{name}/syncs", RunAsync).Requires(Permission.Operate).Produces<ConnectionResource>(StatusCodes.Status202Accepted).WithSummary("Asks for a sync now; a node that is free runs it.");
        group.MapDelete("/{name}/syncs/current", CancelAsync).Requires(Permission.Operate).Produces(StatusCodes.Status204NoContent).WithSummary("Cancels the sync that runs or waits; what it has read by then stays.");
        group.MapGet("/{name}/progress", static (HttpContext http, string name, SyncProgress progress) => progress.AnswerAsync(http, name))
            .Requires(Permission.ReadEstate).Produces<string>(contentType: "text/event-stream").WithSummary("Server-sent events: how far the sync is, until it ends.");
    }

    private static async Task<IResult> ListAsync([AsParameters] PageRequest page, ConnectionProjection connections, ConnectionViews views, CancellationToken cancellationToken)
    {
        var cut = Paging.Cut(connections.All, page, static c => c.Name);
        var items = new List<ConnectionResource>();
        foreach (var connection in cut.Items)
        {
            items.Add(await views.OfAsync(connection, cancellationToken));
        }

        return Results.Ok(new Page<ConnectionResource>(items, cut.Next));
    }

    private static async Task<IResult> ShowAsync(HttpContext http, string name, ConnectionProjection connections, ConnectionViews views, CancellationToken cancellationToken) =>
        connections.Find(name) is { } connection ? ETags.Answer(http, await views.OfAsync(connection, cancellationToken)) : Problems.From(DefineConnection.NotFound(name));

    private static async Task<IResult> DefineAsync(HttpContext http, string name, ConnectionRequest request, DefineConnection define, ConnectionProjection connections, ConnectionViews views, CancellationToken cancellationToken)
    {
        // What is left out stays as it is.
        var known = connections.Find(name);
        var faults = new DiagnosticBag();
        var wish = new ConnectionWish(
            request.Kind,
            request.Settings ?? known?.Settings ?? new Dictionary<string, string>(),
            request.Schedule ?? known?.Schedule.ToString() ?? "6h",
            request.IsEnabled ?? known?.IsEnabled ?? true);
        var defined = await define.RunAsync(http.Caller().Principal, name, wish, faults, cancellationToken);
        return defined switch
        {
            { Refusal: { } refusal } when faults.HasErrors => Problems.Of(refusal.Code, refusal.Message, [.. faults]),
            { Refusal: { } refusal } => Problems.From(refusal),
            _ => Results.Ok(await views.OfAsync(defined.Value!, cancellationToken)),
        };
    }

    private static async Task<IResult> RemoveAsync(HttpContext http, string name, [FromQuery(Name = "reason")] string? reason, DefineConnection define, CancellationToken cancellationToken) =>
        (await define.RemoveAsync(http.Caller().Principal, name, reason ?? "", cancellationToken)).Answer(static _ => Results.NoContent());

    private static async Task<IResult> PartsAsync(string name, [AsParameters] PageRequest page, ConnectionProjection connections, SyncRecords records, CancellationToken cancellationToken) =>
        connections.Find(name) is null
            ? Problems.From(DefineConnection.NotFound(name))
            : Results.Ok(Paging.Cut(await records.PartsAsync(name, cancellationToken), page, static p => $"{p.Scope} {p.Source}").Select(ConnectionViews.Of));

    private static async Task<IResult> SyncsAsync(string name, [AsParameters] PageRequest page, ConnectionProjection connections, SyncRecords records, CancellationToken cancellationToken) =>
        connections.Find(name) is null
            ? Problems.From(DefineConnection.NotFound(name))
            : Results.Ok(Paging.Cut(await records.RunsAsync(name, cancellationToken), page, static r => string.Create(CultureInfo.InvariantCulture, $"{Moment.Of(r.Started):d19} {r.Id}"), descending: true).Select(ConnectionViews.Of));

    private static async Task<IResult> RunAsync(HttpContext http, string name, ConnectionProjection connections, SyncQueue queue, ConnectionViews views, CancellationToken cancellationToken)
    {
        if (connections.Find(name) is not { } connection)
        {
            return Problems.From(DefineConnection.NotFound(name));
        }

        await queue.RequestAsync(name, http.Caller().Principal.Id, cancellationToken);
        return Results.Accepted($"{ApiModule.Prefix}/connections/{name}", await views.OfAsync(connection, cancellationToken));
    }

    private static async Task<IResult> CancelAsync(string name, ConnectionProjection connections, SyncQueue queue, CancellationToken cancellationToken) =>
        connections.Find(name) is null ? Problems.From(DefineConnection.NotFound(name))
            : await queue.CancelAsync(name, cancellationToken) ? Results.NoContent() : Problems.NotFound($"No sync of {name} runs or waits.");
}
