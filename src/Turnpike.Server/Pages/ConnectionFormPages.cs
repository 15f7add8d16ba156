using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance;
using Turnpike.Governance.Access;
using Turnpike.Server.Access;
using Turnpike.Server.Connections;
using Turnpike.Text;
using Turnpike.Web.Access;
using Turnpike.Web.Connections;
using Turnpike.Web.Elements;

namespace Turnpike.Server.Pages;

/// <summary>Makes, changes and removes connections, by a form of the settings that their kind has.</summary>
internal sealed class ConnectionFormPages(Visits visits, ConnectionProjection connections, ConnectorFactory connectors, DefineConnection define)
{
    private const string UsualSchedule = "6h";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/connect", ([FromServices] ConnectionFormPages pages, HttpContext http) => Rendered.Page<ConnectPage>(200, ("Visit", pages.Visit(http)), ("Kinds", ConnectionPages.Kinds(pages.Factory)))).Requires(Permission.ManageConnections);
        routes.MapGet("/connect/{kind}", ([FromServices] ConnectionFormPages pages, HttpContext http, string kind) => pages.New(http, kind)).Requires(Permission.ManageConnections);
        routes.MapPost("/connect/{kind}", ([FromServices] ConnectionFormPages pages, HttpContext http, string kind) => pages.ConnectAsync(http, kind)).Requires(Permission.ManageConnections);
        routes.MapGet("/connections/{name}/settings", ([FromServices] ConnectionFormPages pages, HttpContext http, string name) => pages.Edit(http, name)).Requires(Permission.ManageConnections);
        routes.MapPost("/connections/{name}/settings", ([FromServices] ConnectionFormPages pages, HttpContext http, string name) => pages.ChangeAsync(http, name)).Requires(Permission.ManageConnections);
        routes.MapPost("/connections/{name}/removal", ([FromServices] ConnectionFormPages pages, HttpContext http, string name) => pages.RemoveAsync(http, name)).Requires(Permission.ManageConnections);
    }

    private ConnectorFactory Factory => connectors;

    private Web.Layout.Visit Visit(HttpContext http) => visits.Of(http);

    private IResult New(HttpContext http, string kind) => Show(http, 200, kind, null, new ConnectionDraft("", new Dictionary<string, string>(), UsualSchedule, true));

    private IResult Edit(HttpContext http, string name, int status = 200, string? removalFault = null) => connections.Find(name) is { } known
        ? Show(http, status, known.Kind, name, new ConnectionDraft(name, known.Settings, known.Schedule.ToString(), known.IsEnabled), removalFault: removalFault)
        : ConnectionPages.Missing(visits.Of(http));

    private IResult Show(HttpContext http, int status, string kind, string? known, ConnectionDraft draft, FormFaults? faults = null, string? removalFault = null) =>
        ConnectionPages.Kinds(connectors).FirstOrDefault(k => k.Name == kind) is { } view
            ? Rendered.Page<ConnectionFormPage>(status, ("Visit", visits.Of(http)), ("Kind", view), ("Known", known), ("Draft", draft), ("Faults", faults ?? FormFaults.None), ("RemovalFault", removalFault))
            : Rendered.Page<RefusedPage>(404, ("Visit", visits.Of(http)), ("Status", 404), ("Detail", "Nothing of that kind can be connected."));

    private async Task<IResult> ConnectAsync(HttpContext http, string kind)
    {
        var draft = Draft(await http.Request.ReadFormAsync(http.RequestAborted));
        return await DefineAsync(http, kind, null, draft) is { } refused ? refused : Rendered.SeeOther(Address.Under("/connections", draft.Name) + "?done=connected");
    }

    private async Task<IResult> ChangeAsync(HttpContext http, string name)
    {
        if (connections.Find(name) is not { } known)
        {
            return ConnectionPages.Missing(visits.Of(http));
        }

        var draft = Draft(await http.Request.ReadFormAsync(http.RequestAborted)) with { Name = name };
        return await DefineAsync(http, known.Kind, name, draft) is { } refused ? refused : Rendered.SeeOther(Address.Under("/connections", name) + "?done=connection-changed");
    }

    /// <summary>Null where it was made so.</summary>
    private async Task<IResult?> DefineAsync(HttpContext http, string kind, string? known, ConnectionDraft draft)
    {
        if (known is null && connections.Find(draft.Name) is not null)
        {
            return Show(http, 422, kind, known, draft, new FormFaults([("name", $"There is a connection {draft.Name} already. Choose another name.")]));
        }

        var faults = new DiagnosticBag();
        var defined = await define.RunAsync(http.Caller().Principal, draft.Name, new ConnectionWish(kind, draft.Settings, draft.Schedule, draft.IsEnabled), faults, http.RequestAborted);
        return defined.Refusal is { } refusal ? Show(http, 422, kind, known, draft, new FormFaults(Faults(refusal, faults, draft))) : null;
    }

    private async Task<IResult> RemoveAsync(HttpContext http, string name)
    {
        var reason = (await http.Request.ReadFormAsync(http.RequestAborted))["reason"].ToString();
        var removed = await define.RemoveAsync(http.Caller().Principal, name, reason, http.RequestAborted);
        return removed.Refusal is { } refusal ? Edit(http, name, 422, refusal.Message) : Rendered.SeeOther("/connections?done=connection-removed");
    }

    private static ConnectionDraft Draft(IFormCollection form) => new(
        form["name"].ToString().Trim(),
        form.Where(static f => f.Key.StartsWith("set-", StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(f.Value)).ToDictionary(static f => f.Key["set-".Length..], static f => f.Value.ToString().Trim()),
        form["schedule"].ToString().Trim(),
        form["enabled"] == "true");

    // Each fault stands at the field that it names.
    private static IEnumerable<(string Field, string Message)> Faults(Refusal refusal, DiagnosticBag faults, ConnectionDraft draft)
    {
        if (!faults.HasErrors)
        {
            yield return (SyncSchedule.TryParse(draft.Schedule) is null ? "schedule" : "name", refusal.Message);
        }

        foreach (var fault in faults.Where(static f => f.IsError))
        {
            yield return (fault.Subject is { } setting ? "set-" + setting : "", $"{char.ToUpperInvariant(fault.Message[0])}{fault.Message[1..]}. {fault.Help}".TrimEnd());
        }
    }
}
