using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Turnpike.Governance.Access;
using Turnpike.Inventory.Ownership;
using Turnpike.Inventory.Scans;
using Turnpike.Inventory.Sources;
using Turnpike.Server.Api;
using Turnpike.Tests;
using Turnpike.Web.Tests.Samples;

[assembly: AssemblyFixture(typeof(Turnpike.Web.Tests.Worlds.World))]

namespace Turnpike.Web.Tests.Worlds;

/// <summary>
/// One node for all tests that only look: with everything there is on it, most of it of hostile names, and somebody of every
/// role signed in. It is filled when the first test asks for it.
/// </summary>
public sealed class World : IAsyncLifetime
{
    /// <summary>Only shown to those who may see it; each role's pages are searched for it.</summary>
    public const string WebhookSecret = "only-operators-see-this-webhook";
    public const string QuietUser = "quiet@example.com";
    public const string TokenSecret = "token-of-the-operator";

    private readonly ConcurrentDictionary<string, Task<TestBrowser>> _sessions = new();
    private readonly Lazy<Task> _filled;
    private TestNode? _node;

    public World() => _filled = new(FillAsync);

    public TestNode Node => _node ?? throw new InvalidOperationException("Ask for the world first: ReadyAsync.");

    /// <summary>Ids of changes: a hostile one, and one of the sample.</summary>
    public string HostileChange { get; private set; } = "";

    public string SampleChange { get; private set; } = "";

    public string Assessment { get; private set; } = "";

    public string DryRun { get; private set; } = "";

    public Task ReadyAsync() => _filled.Value;

    /// <summary>Somebody of this role who has signed in; nobody for null.</summary>
    public async Task<TestBrowser> SessionAsync(Role? role)
    {
        await ReadyAsync();
        return await SignedInAsync(role);
    }

    internal async Task<Tab> OpenAsync(Browsers browsers, Role? role, int width = 1280, bool dark = false, bool script = true)
    {
        var session = await SessionAsync(role);
        var tab = await browsers.OpenAsync(Node.Address, width, dark, script);
        await tab.SignInAsync(session.Cookies.GetCookies(Node.Address));
        return tab;
    }

    /// <summary>Every endpoint that the node has.</summary>
    public IReadOnlyList<RouteEndpoint> Endpoints => [.. Node.Services.GetServices<EndpointDataSource>().SelectMany(static s => s.Endpoints).OfType<RouteEndpoint>()];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var session in _sessions.Values)
        {
            (await session).Dispose();
        }

        if (_node is not null)
        {
            await _node.DisposeAsync();
        }
    }

    private async Task FillAsync()
    {
        _node = await TestNode.StartAsync(
            s => s with { Identity = s.Identity with { RequestsPerMinute = 1_000_000, SignInsPerMinute = 1_000_000 } },
            Baseline.With(HostileFiles.Rules), Baseline.ProviderData, new SetClock { Now = DateTimeOffset.UtcNow }, new ShownCloud { Parts = Real.Parts() }.AddTo, Baseline.Assessment);
        using var admin = await _node.ClientAsync(Role.Admin);
        using var pipeline = await _node.PipelineAsync();
        await PeopleAsync(admin);
        await EstateAsync();
        await ConnectAsync(admin);
        SampleChange = await PushAsync(pipeline, Repository.Read("samples/kestrel/plans/parcels-prod.json"), "parcels/prod", "Parcels: public database for the migration", "https://git.example.com/kestrel/infra/pull/412", "feature/parcels");
        HostileChange = await PushAsync(pipeline, HostileFiles.Plan, Hostile.Of(200), Hostile.Of(200), Hostile.Url, Hostile.Turned);
        await SayAsync(admin);
        await GovernAsync(admin);
        Assessment = (await SendAsync(admin, HttpMethod.Post, "/api/v1/assessments", new { profile = "standard" })).GetProperty("id").GetString()!;
        DryRun = await TryRuleAsync(admin);
    }

    private Task<TestBrowser> SignedInAsync(Role? role) => _sessions.GetOrAdd(role?.ToString() ?? "", async _ =>
    {
        var browser = new TestBrowser(Node.Address);
        if (role is { } some)
        {
            Assert.Equal(HttpStatusCode.Created, (await browser.SignInAsync(Roles.NameOf(some) + "@example.com")).StatusCode);
        }

        return browser;
    });

    private async Task PeopleAsync(HttpClient admin)
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            await Node.UserAsync(role);
        }

        await SendAsync(admin, HttpMethod.Put, "/api/v1/users/approver@example.com", new { name = Hostile.Of(200), roles = new[] { "approver" }, isDisabled = false });
        await SendAsync(admin, HttpMethod.Post, "/api/v1/users", new { email = QuietUser, name = Hostile.Turned, roles = new[] { "viewer" }, password = TestCallers.Password });
        foreach (var (role, name) in new[] { (Role.Admin, Hostile.Name), (Role.Operator, TokenSecret) })
        {
            var session = await SignedInAsync(role);
            await AnswerAsync(await session.SendAsync(HttpMethod.Post, "/api/v1/calendar/feeds", new { name = Hostile.Of(100) }), "feed");
            await Node.ClientAsync(await Node.UserAsync(role), new(name[..Math.Min(name.Length, 100)], Server.Identity.Tokens.TokenKind.Personal, Role.Contributor, null, null, Node.Clock.Now.AddDays(3)));
        }

        await SendAsync(admin, HttpMethod.Put, "/api/v1/teams/hostile", new { name = Hostile.Of(200), groups = new[] { Hostile.Turned }, members = new[] { QuietUser }, contact = "javascript:window.__pwned=1" });
        await SendAsync(admin, HttpMethod.Post, "/api/v1/webhooks", new { events = new[] { "*" }, url = "https://hooks.example.com/'><script>", description = WebhookSecret + Hostile.Name });
    }

    private async Task EstateAsync()
    {
        await ReceiveAsync("network/prod", "network.tfstate", Repository.Read("samples/kestrel/state/network.tfstate"));
        await ReceiveAsync(Hostile.Of(200), Hostile.Turned + ".tfstate", HostileFiles.State);
        foreach (var (name, report) in new[] { ("trivy.json", HostileFiles.Trivy), ("checks.sarif", HostileFiles.Sarif), ("bom.json", HostileFiles.Bom) })
        {
            var outcome = await Node.Get<ReceiveScan>().RunAsync("pipeline/ci", new SourcePush(Hostile.Of(200), name, report), TestContext.Current.CancellationToken);
            Assert.True(outcome is ScanOutcome.Received, outcome.ToString());
        }

        await ReceiveAsync("code/example.com/shop", "repository", Described.Repository);
        await ReceiveAsync("code/example.com/old", "repository", Described.Other);
        var correct = Node.Get<CorrectOwnership>();
        Assert.Null(await correct.RunAsync("ada@example.com", "network/prod//aws_subnet.*", OwnershipQuestion.Owner, Hostile.Turned, Hostile.Prose[..Math.Min(Hostile.Prose.Length, 200)], TestContext.Current.CancellationToken));
    }

    private async Task ConnectAsync(HttpClient admin)
    {
        await ReceiveAsync(Real.Scope, "web.tfstate", Real.State);
        await ReceiveAsync("shop/old", "old.tfstate", Real.OtherState);
        await ReceiveAsync("shop/manifests", "web.yaml", Real.Manifests);
        await DefineAsync("main", "shown", new { account = Real.Account });
        await DefineAsync("broken", "shown", new { account = Hostile.Of(200), broken = "yes" });
        await DefineAsync("states", "terraform-state", new { backend = "local", name = "states", path = "/nowhere/**" });
        foreach (var name in new[] { "main", "broken" })
        {
            await SendAsync(admin, HttpMethod.Post, $"/api/v1/connections/{name}/syncs", new { });
            for (var last = JsonValueKind.Null; last == JsonValueKind.Null; await Task.Delay(50, TestContext.Current.CancellationToken))
            {
                last = (await admin.GetFromJsonAsync<JsonElement>($"/api/v1/connections/{name}", TestContext.Current.CancellationToken)).GetProperty("last").ValueKind;
            }
        }

        Task DefineAsync(string name, string kind, object settings) => SendAsync(admin, HttpMethod.Put, "/api/v1/connections/" + name, new { kind, settings, schedule = "never", isEnabled = true });
    }

    private async Task ReceiveAsync(string scope, string name, byte[] content)
    {
        var outcome = await Node.Get<ReceiveSource>().RunAsync("pipeline/ci", new SourcePush(scope, name, content), TestContext.Current.CancellationToken);
        Assert.True(outcome is SourceOutcome.Received, outcome is SourceOutcome.Refused refused ? string.Join(" ", refused.Diagnostics.Select(d => d.Message)) : outcome.ToString());
    }

    private async Task SayAsync(HttpClient admin)
    {
        using var approver = await Node.ClientAsync(Role.Approver);
        foreach (var text in new[] { Hostile.Name, Hostile.Prose, Hostile.Turned, Hostile.Of(4000) })
        {
            await SendAsync(approver, HttpMethod.Post, $"/api/v1/changes/{HostileChange}/comments", new { text });
        }

        var findings = await admin.GetFromJsonAsync<JsonElement>($"/api/v1/changes/{HostileChange}/findings", TestContext.Current.CancellationToken);
        var fingerprint = findings.GetProperty("items").EnumerateArray().First().GetProperty("fingerprint").GetString();
        await SendAsync(admin, HttpMethod.Post, $"/api/v1/changes/{HostileChange}/waivers", new { fingerprint, reason = Hostile.Prose, owner = Hostile.Turned, expires = Node.Clock.Now.AddDays(20) });
        var change = await admin.GetFromJsonAsync<JsonElement>($"/api/v1/changes/{HostileChange}", TestContext.Current.CancellationToken);
        await SendAsync(admin, HttpMethod.Post, $"/api/v1/changes/{HostileChange}/decisions", new { verdict = "reject", reason = Hostile.Prose, inputs = change.GetProperty("change").GetProperty("inputs") });
    }

    private async Task GovernAsync(HttpClient admin)
    {
        var soon = Node.Clock.Now.AddDays(2);
        await SendAsync(admin, HttpMethod.Post, "/api/v1/exceptions", new { kind = "risk-acceptance", rule = "aws-*", subject = Hostile.Of(200), reason = Hostile.Prose, owner = Hostile.Turned, expires = soon });
        var exception = await SendAsync(admin, HttpMethod.Post, "/api/v1/exceptions", new { kind = "deviation", rule = Hostile.Name, subject = "*", reason = Hostile.Name, owner = "admin@example.com", expires = soon });
        await SendAsync(admin, HttpMethod.Post, $"/api/v1/exceptions/{exception.GetProperty("id").GetString()}/revocation", new { reason = Hostile.Prose });
        foreach (var role in Enum.GetValues<Role>())
        {
            await SendAsync(admin, HttpMethod.Post, "/api/v1/actions", new { title = Hostile.Of(200), owner = Roles.NameOf(role) + "@example.com", due = soon, origin = "javascript:window.__pwned=1" });
        }

        foreach (var kind in new[] { "window", "freeze", "review", "expiry", "exercise" })
        {
            await SendAsync(admin, HttpMethod.Post, "/api/v1/calendar/entries", new { kind, title = kind == "freeze" ? Hostile.Turned : Hostile.Of(200), start = soon.ToString("yyyy-MM-dd'T'10:00:00", System.Globalization.CultureInfo.InvariantCulture), minutes = 120, zone = "Europe/Berlin", scope = Hostile.Name, owner = Hostile.Turned, recurrence = "FREQ=DAILY" });
        }

        var rights = await admin.GetFromJsonAsync<JsonElement>("/api/v1/decision-rights", TestContext.Current.CancellationToken);
        var rules = rights.GetProperty("rules").EnumerateArray().Select(r => (object)r)
            .Append(new { id = "hostile", allow = false, verbs = new[] { Hostile.Turned }, environments = new[] { Hostile.Name }, reason = Hostile.Prose });
        await SendAsync(admin, HttpMethod.Put, "/api/v1/decision-rights", new { rules });
    }

    private static async Task<string> TryRuleAsync(HttpClient admin)
    {
        var started = await SendAsync(admin, HttpMethod.Post, "/api/v1/policies/dry-runs", new { rego = (string?)null, rules = new[] { "hostile-everything" }, over = "both", since = (string?)null });
        var id = started.GetProperty("id").GetString()!;
        for (var state = "waiting"; state is "waiting" or "running"; await Task.Delay(50, TestContext.Current.CancellationToken))
        {
            state = (await admin.GetFromJsonAsync<JsonElement>($"/api/v1/policies/dry-runs/{id}", TestContext.Current.CancellationToken)).GetProperty("state").GetString();
        }

        return id;
    }

    private static async Task<string> PushAsync(HttpClient pipeline, byte[] plan, string scope, string title, string url, string branch)
    {
        using var body = new ByteArrayContent(plan);
        body.Headers.ContentType = new("application/json");
        var query = string.Join('&', new[] { ("scope", scope), ("name", "plan.json"), ("title", title), ("url", url), ("branch", branch), ("commit", branch), ("pipeline", title) }.Select(p => $"{p.Item1}={Uri.EscapeDataString(p.Item2)}"));
        using var answer = await pipeline.PostAsync("/api/v1/changes?" + query, body, TestContext.Current.CancellationToken);
        return (await AnswerAsync(answer, "push")).GetProperty("id").GetString()!;
    }

    private static async Task<JsonElement> SendAsync(HttpClient client, HttpMethod method, string address, object body)
    {
        using var request = new HttpRequestMessage(method, address) { Content = JsonContent.Create(body, body.GetType(), options: ApiJson.Options) };
        if (method == HttpMethod.Put)
        {
            using var known = await client.GetAsync(address, TestContext.Current.CancellationToken);
            if (known.Headers.ETag is { } tag)
            {
                request.Headers.IfMatch.Add(tag);
            }
        }

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return await AnswerAsync(answer, address);
    }

    private static async Task<JsonElement> AnswerAsync(HttpResponseMessage answer, string what)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{what}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }
}
