using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Turnpike.Connectors;
using Turnpike.Delivery.Changes;
using Turnpike.Delivery.Judging;
using Turnpike.Gate.Rules;
using Turnpike.Governance;
using Turnpike.Governance.Access;
using Turnpike.Inventory.Bench;
using Turnpike.Inventory.Sources;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;
using Turnpike.Server;
using Turnpike.Server.Access;
using Turnpike.Server.Connections;
using Turnpike.Server.Identity.Accounts;
using Turnpike.Text;

namespace Turnpike.Web.Bench;

/// <summary>A node on loopback with a large estate and changes on it; kept in its folder from run to run.</summary>
internal sealed class BenchNode : IAsyncDisposable
{
    private const string User = "bench@example.com";
    private const string Password = "a gate that keeps the books";

    private readonly WebApplication _app;

    private BenchNode(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Client = new HttpClient(new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false }) { BaseAddress = Address };
        Client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    public Uri Address { get; }

    /// <summary>Of an administrator who is signed in.</summary>
    public CookieContainer Cookies { get; } = new();

    public HttpClient Client { get; }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public static async Task<BenchNode> StartAsync(string folder, int resources, int changes)
    {
        var data = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{resources}-{changes}"));
        var isFilled = File.Exists(Path.Combine(data, "filled"));
        if (!isFilled && Directory.Exists(data))
        {
            Directory.Delete(data, recursive: true);
        }

        Directory.CreateDirectory(data);
        var start = Stopwatch.GetTimestamp();
        var rules = RuleSet.Compile([new RulePack("baseline", Files("packs/baseline", "*.rego"))]);
        var settings = new ServerSettings { DataFolder = data, Listen = "http://127.0.0.1:0", Identity = new() { PasswordCost = 10, RequestsPerMinute = 1_000_000 }, Operations = new() { RunsJobs = false } };
        var app = await TurnpikeServer.BuildAsync(settings, new ServerParts(rules, Files("packs/data", "*.json"), TimeProvider.System, () => Guid.NewGuid().ToString("n")) { Log = static log => log.SetMinimumLevel(LogLevel.None) });
        await app.StartAsync();
        var node = new BenchNode(app);
        await app.Services.GetRequiredService<NodeState>().CaughtUp;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"started in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s"));
        if (!isFilled)
        {
            await node.FillAsync(resources, changes);
            await File.WriteAllTextAsync(Path.Combine(data, "filled"), "");
        }

        await node.SignInAsync();
        return node;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task FillAsync(int resources, int changes)
    {
        var start = Stopwatch.GetTimestamp();
        var root = new Caller(Principal.With("root", Roles.NameOf(Role.Admin)), Roles.PermissionsOf(Role.Admin), null, null);
        Require((await Get<CreateUser>().RunAsync(root, new UserWish(User, "Bench", [Role.Admin], Password), default)).Refusal is null);
        var scope = 0;
        var accounts = new Dictionary<string, List<SourcePush>>(StringComparer.Ordinal);
        foreach (var (name, size) in EstateGenerator.Scopes(resources))
        {
            var state = EstateGenerator.State(scope, size);
            Require(await Get<ReceiveSource>().RunAsync("bench", new SourcePush(name, "terraform.tfstate", state)) is SourceOutcome.Received);
            foreach (var part in ObservedStates.Of(state, scope++))
            {
                (accounts.TryGetValue(part.Scope, out var parts) ? parts : accounts[part.Scope] = []).Add(part);
            }
        }

        await ObserveAsync(accounts);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{resources} resources pushed in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s"));
        start = Stopwatch.GetTimestamp();
        var plan = await File.ReadAllBytesAsync("samples/kestrel/plans/parcels-prod.json");
        for (var i = 0; i < changes; i++)
        {
            await JudgeAsync(plan, $"parcels/prod-{i}", $"Parcels: public database for migration {i}");
        }

        await JudgeAsync(LargePlan(500), "shop/large", "A change of 500 resources");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{changes} changes judged in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s"));
    }

    // As a connection leaves it that has read everything.
    private async Task ObserveAsync(Dictionary<string, List<SourcePush>> accounts)
    {
        const string name = "main";
        var defined = new ConnectionDefined(name, "aws", new Dictionary<string, string>(), "never", IsEnabled: true);
        await Get<ProjectionFollower>().AppendAsync(new StreamName("connection/" + name), ExpectedVersion.Any, [ConnectionEvents.Defined.Draft(defined, "bench")], default);
        foreach (var parts in accounts.Values)
        {
            Require((await Get<ReceiveSources>().RunAsync("connection:" + name, parts)).All(static o => o is SourceOutcome.Received));
        }

        var results = accounts.Values.SelectMany(static p => p).Select(static p => new PartResult(new Part(p.Scope, p.Name), PartOutcome.Changed, true, null)).ToList();
        await Get<SyncRecords>().EndAsync("run", name, new SyncResult(SyncOutcome.Done, "Everything was read.", results, 0, 0, 0, 0), default);
    }

    private async Task JudgeAsync(byte[] plan, string scope, string title) =>
        Require((await Get<JudgeChange>().RunAsync(Principal.With("pipeline/ci", "contributor"), new PlanUpload(scope, plan, title, new ChangeSource("plan.json", null, null, null, null)))).Value?.Change is not null);

    private async Task SignInAsync()
    {
        using var body = new FormUrlEncodedContent(new Dictionary<string, string> { ["user"] = User, ["password"] = Password });
        using var answer = await Client.PostAsync("/signin", body);
        Require(answer.StatusCode == HttpStatusCode.SeeOther);
    }

    private static byte[] LargePlan(int count)
    {
        var changes = Enumerable.Range(0, count).Select(static i => (JsonNode)new JsonObject
        {
            ["address"] = $"aws_instance.web[{i}]",
            ["mode"] = "managed",
            ["type"] = "aws_instance",
            ["name"] = "web",
            ["index"] = i,
            ["provider_name"] = "registry.terraform.io/hashicorp/aws",
            ["change"] = new JsonObject
            {
                ["actions"] = i % 7 == 0 ? new JsonArray("delete", "create") : new JsonArray("update"),
                ["before"] = Instance(i, "t3.small"),
                ["after"] = Instance(i, "m5.large"),
                ["after_unknown"] = new JsonObject(),
                ["before_sensitive"] = false,
                ["after_sensitive"] = false,
            },
        });
        var plan = new JsonObject
        {
            ["format_version"] = "1.2",
            ["terraform_version"] = "1.11.4",
            ["planned_values"] = new JsonObject { ["root_module"] = new JsonObject() },
            ["resource_changes"] = new JsonArray([.. changes]),
            ["configuration"] = new JsonObject { ["root_module"] = new JsonObject() },
        };
        return Encoding.UTF8.GetBytes(plan.ToJsonString());
    }

    private static JsonObject Instance(int number, string type) => new()
    {
        ["id"] = string.Create(CultureInfo.InvariantCulture, $"i-{number:x8}"),
        ["instance_type"] = type,
        ["monitoring"] = type[0] == 'm',
        ["user_data"] = $"#!/bin/sh\necho {type}\n",
        ["tags"] = new JsonObject { ["Name"] = $"web-{number}", ["env"] = "prod", ["size"] = type },
    };

    private static List<SourceText> Files(string folder, string pattern) =>
        [.. Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(static f => new SourceText(f, File.ReadAllBytes(f)))];

    private static void Require(bool holds)
    {
        if (!holds)
        {
            throw new InvalidOperationException("The benchmark's node could not be filled: its times say nothing.");
        }
    }
}
