using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Turnpike.Delivery.Changes;
using Turnpike.Governance.Access;
using Turnpike.Governance.Decisions;
using Turnpike.Server.Pages;
using Turnpike.Web.Access;
using Turnpike.Web.Changes;
using Turnpike.Web.Graphs;
using Turnpike.Web.Layout;
using ChangePage = Turnpike.Web.Changes.ChangePage;

namespace Turnpike.Web.Tests.Samples;

/// <summary>Pages with samples in them, in states that are hard to bring a node to; for every viewer an administrator.</summary>
internal sealed class Gallery : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Gallery(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public Uri Address { get; }

    public static async Task<Gallery> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddRazorComponents();
        var app = builder.Build();
        app.Use(static (http, next) =>
        {
            http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
            return next(http);
        });
        app.MapGet("/assets/{version}/{**name}", static (HttpContext http, string version, string name) => AssetFiles.Serve(version, name, http));
        app.MapGet("/api/v1/events", static () => Results.Text("retry: 60000\n\n", "text/event-stream"));
        app.MapGet("/signin", static (HttpContext http) => Rendered.Page<SignInPage>(200, ("Visit", Visit(http, signedIn: false)), ("Providers", (IReadOnlyList<(string, string)>)[("corp", "Example Corp")])));
        app.MapGet("/setup", static (HttpContext http) => Rendered.Page<SetUpPage>(200, ("Visit", Visit(http, signedIn: false)), ("Token", "abc"), ("Fault", "The password is shorter than 12 characters."), ("User", "ada@example.com")));
        app.MapGet("/missing", static (HttpContext http) => Rendered.Page<RefusedPage>(404, ("Visit", Visit(http)), ("Status", 404)));
        app.MapGet("/changes", static (HttpContext http) => List(http));
        app.MapGet("/changes/{id}", static (HttpContext http, string id) => Show(http, id));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new Gallery(app);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static IResult List(HttpContext http)
    {
        IReadOnlyList<(Change, ChangeStanding)> items = http.Request.Query["q"] == "none" ? [] :
        [
            (SampleChange.Make("c-7", "Parcels: public database for the migration", "ada@example.com", Gate.Verdict.Fail), new ChangeStanding(ChangeState.Waiting, "nobody has approved it as it is now", false)),
            (SampleChange.Make("c-6", "Rotate the key of the label printer", "grace@example.com", Gate.Verdict.Pass, hours: 5), new ChangeStanding(ChangeState.Approved, "approved by linus@example.com", false)),
            (SampleChange.Make("c-5", "New tracking bucket, its name not known yet", "ci-parcels", Gate.Verdict.Unknown, hours: 26), new ChangeStanding(ChangeState.Waiting, "1 of 2 approvals", true)),
            (SampleChange.Make("c-4", Hostile.Name, Hostile.Name, Gate.Verdict.Pass, hours: 90), new ChangeStanding(ChangeState.Rejected, "no", false)),
            (SampleChange.Make("c-3", "Scale the tracking API to six instances", "ada@example.com", Gate.Verdict.Pass, hours: 200), new ChangeStanding(ChangeState.Applied, "", false)),
        ];
        var empty = http.Request.Query["empty"] == "1";
        return Rendered.Page<ChangesPage>(200, ("Visit", Visit(http)), ("Asked", new ChangesAsked(Text: http.Request.Query["q"] == "none" ? "none" : null)), ("Items", empty ? [] : items), ("Next", empty ? null : "/changes?before=3"));
    }

    private static IResult Show(HttpContext http, string id)
    {
        var change = SampleChange.Make(id, "Parcels: public database for the migration", "ada@example.com", Gate.Verdict.Fail);
        IReadOnlyList<(Decision, Standing)> decisions = [(new Decision("d", "change/" + id, Governance.Decisions.Verdict.Reject, "linus@example.com", "approver", "production", 1, "Not while it is public.", new Dictionary<string, string>(), SampleChange.Now.AddMinutes(-20), 30), new Standing(true, "it holds"))];
        return Rendered.Page<ChangePage>(
            200,
            ("Visit", Visit(http)), ("Change", change), ("Standing", new ChangeStanding(ChangeState.Waiting, "nobody has approved it as it is now", true)),
            ("Diff", SampleChange.Diff), ("Findings", SampleChange.Findings), ("Decisions", decisions), ("Verbs", new ChangeVerbs(new(true, "rule production allows it"), new(true, "rule production allows it"), new(true, ""), true, true, true, new HashSet<string> { "d" })),
            ("Radius", Radius()), ("Affected", 9), ("Refused", http.Request.Query["refused"] == "1" ? new RefusedForm("decision", "The plan changed since you looked. Look again, then decide.", "Agreed with the data team.") : null));
    }

    private static Picture Radius()
    {
        string[] names = ["aws_vpc.main", "aws_subnet.private[\"eu-west-1a\"]", "aws_subnet.private[\"eu-west-1b\"]", "aws_security_group.api", "aws_db_instance.orders", "aws_ecs_service.tracking", "aws_lb.public", "aws_route53_record.api", "aws_instance.bastion"];
        int[] columns = [0, 1, 1, 1, 2, 2, 2, 3, 3];
        (int, int)[] edges = [(0, 1), (0, 2), (0, 3), (1, 4), (2, 4), (3, 4), (3, 5), (2, 6), (6, 7), (5, 7), (4, 8)];
        return new Picture([.. names.Select((n, i) => new PictureNode(n, n, "network/prod", columns[i], "/estate/resource?key=" + Uri.EscapeDataString(n), i == 0 ? "root" : null))], [.. edges.Select(e => new PictureEdge(names[e.Item1], names[e.Item2], "through vpc_id"))]);
    }

    private static Visit Visit(HttpContext http, bool signedIn = true) => new(
        signedIn ? new Viewer("ada@example.com", "Ada Lovelace", ["admin"], Roles.PermissionsOf(Role.Admin)) : null,
        http.Request.Path + http.Request.QueryString,
        http.Request.Cookies["turnpike-theme"] is "light" or "dark" ? http.Request.Cookies["turnpike-theme"] : null,
        DateTimeZone.Utc, Instant.FromDateTimeOffset(DateTimeOffset.UtcNow), "token", http.Request.Query["done"]);
}
