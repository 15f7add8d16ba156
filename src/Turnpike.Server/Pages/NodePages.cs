using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance.Access;
using Turnpike.Ledger.Events;
using Turnpike.Ledger.Storage;
using Turnpike.Server.Access;
using Turnpike.Server.Operations.Diagnosis;
using Turnpike.Server.Settings;
using Turnpike.Web.Administration;
using Turnpike.Web.Elements;

namespace Turnpike.Server.Pages;

/// <summary>How this node is, and the settings it runs with: seen, not guessed.</summary>
internal sealed class NodePages(Visits visits, NodeReadiness readiness, ServerSettings settings, ServerParts parts, ProjectionFollower follower, ILedgerStore store, TimeProvider time)
{
    private static readonly string s_version = typeof(NodePages).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "not known";

    private readonly DateTimeOffset _since = time.GetUtcNow();

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/admin/node", ([FromServices] NodePages pages, HttpContext http) => pages.ShowAsync(http)).Requires(Permission.Operate);

    private async Task<IResult> ShowAsync(HttpContext http)
    {
        var ready = await readiness.LookAsync(http.RequestAborted);
        var head = await store.HeadAsync(http.RequestAborted);
        var checks = http.Request.Query["doctor"] == "1" ? await Doctor.RunAsync(settings, time, http.RequestAborted) : null;
        return Rendered.Page<NodePage>(
            200,
            ("Visit", visits.Of(http)),
            ("IsReady", ready.IsReady),
            ("Version", s_version),
            ("Since", _since),
            ("Parts", (IReadOnlyList<(string, bool, string)>)[.. ready.Parts.Select(static p => (p.Name, p.IsWell, p.Detail))]),
            ("Facts", (IReadOnlyList<(string, string)>)
            [
                ("entries", Numbers.Plain(head.Size)),
                ("behind by", Numbers.Of(Math.Max(0, head.Size - follower.Position), "entry", "entries")),
                ("memory", $"{Numbers.Bytes(Environment.WorkingSet)}, of which {Numbers.Bytes(GC.GetTotalMemory(forceFullCollection: false))} in use by objects"),
                ("processor", $"{Environment.CpuUsage.TotalTime.TotalSeconds:0} s since the start, of {Environment.ProcessorCount} processors"),
                ("process", $"{Environment.ProcessId} on {Environment.MachineName}"),
            ]),
            ("Settings", Settings()),
            ("Checks", checks?.Select(static c => new CheckView(c.Name, c.Outcome switch { CheckOutcome.Ok => "pass", CheckOutcome.Warn => "warn", _ => "fail" }, c.Found, c.Advice)).ToList()));
    }

    private IReadOnlyList<SettingView> Settings() =>
    [
        .. SettingTable.Sections.SelectMany(s => s.Settings.Where(static o => !o.IsNamed).Select(o => new SettingView(
            s.Title, o.Key, o.Says, o.IsSecret ? parts.Origins.ContainsKey(o.Key) ? null : "" : o.Of(settings) ?? "", parts.Origins.GetValueOrDefault(o.Key)))),
        .. settings.Identity.Providers.SelectMany(Provider),
    ];

    private IEnumerable<SettingView> Provider(Identity.OidcProviderSettings provider)
    {
        var says = SettingTable.All.Where(static s => s.Key.StartsWith("sign-in.providers.", StringComparison.Ordinal)).ToDictionary(static s => s.Key.Split('.')[^1], static s => s.Says, StringComparer.Ordinal);
        (string Key, string? Value)[] values =
        [
            ("issuer", provider.Issuer), ("client-id", provider.ClientId), ("client-secret", provider.ClientSecret is null ? "" : null), ("name", provider.Name ?? ""), ("scopes", string.Join(' ', provider.Scopes)),
            ("id-claim", provider.IdClaim), ("groups-claim", provider.GroupsClaim), ("default-role", provider.DefaultRole is { } role ? Roles.NameOf(role) : ""),
            .. provider.RolesByGroup.GroupBy(static g => g.Value).Select(static g => ($"roles.{Roles.NameOf(g.Key)}", (string?)string.Join(", ", g.Select(static p => p.Key).Order(StringComparer.Ordinal)))),
        ];
        return values.Select(v => new SettingView("Provider " + provider.Id, $"sign-in.providers.{provider.Id}.{v.Key}", says.GetValueOrDefault(v.Key.Split('.')[^1]) ?? "", v.Value, parts.Origins.GetValueOrDefault($"sign-in.providers.{provider.Id}.{v.Key}")));
    }
}
