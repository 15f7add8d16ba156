using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Turnpike.Governance.Access;
using Turnpike.Inventory.Sources;
using Turnpike.Tests;
using Turnpike.Web.Tests.Samples;

namespace Turnpike.Web.Tests;

/// <summary>A real node with the rules that come with Turnpike, and people who use it with a browser.</summary>
internal sealed class Journey : IAsyncDisposable
{
    private readonly Browsers _browsers;

    private Journey(Browsers browsers, TestNode node)
    {
        _browsers = browsers;
        Node = node;
    }

    public TestNode Node { get; }

    public static async Task<Journey> StartAsync(Browsers browsers, Action<IServiceCollection>? services = null) => new(
        browsers,
        await TestNode.StartAsync(policies: Baseline.Rules, providerData: Baseline.ProviderData, clock: new SetClock { Now = DateTimeOffset.UtcNow }, services: services, assessment: Baseline.Assessment));

    public Task<Tab> OpenAsync(int width = 1440, bool dark = false, bool script = true) => _browsers.OpenAsync(Node.Address, width, dark, script);

    /// <summary>A tab in which somebody of that role has signed in by the form.</summary>
    public async Task<Tab> SignInAsync(Role role, int width = 1440, bool dark = false, bool script = true)
    {
        var account = await Node.UserAsync(role);
        var tab = await OpenAsync(width, dark, script);
        await tab.GoAsync("/");
        await tab.Page.GetByLabel("User", new() { Exact = true }).FillAsync(account.Id);
        await tab.Page.GetByLabel("Password").FillAsync(TestCallers.Password);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await tab.Page.ArriveAsync("^(?!.*/signin)");
        return tab;
    }

    /// <summary>Pushes the sample's plan as a pipeline does; the change's id.</summary>
    public async Task<string> PushPlanAsync(string title = "Parcels: public database for the migration", string scope = "parcels/prod", string branch = "main", byte[]? plan = null)
    {
        using var client = await Node.PipelineAsync();
        using var body = new ByteArrayContent(plan ?? Repository.Read("samples/kestrel/plans/parcels-prod.json"));
        body.Headers.ContentType = new("application/json");
        var answer = await client.PostAsync($"/api/v1/changes?scope={Uri.EscapeDataString(scope)}&name=parcels-prod.json&title={Uri.EscapeDataString(title)}&branch={Uri.EscapeDataString(branch)}", body, TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return (json.TryGetProperty("change", out var change) ? change : json).GetProperty("id").GetString()!;
    }

    /// <summary>Pushes a state.</summary>
    public async Task PushStateAsync(string scope, string name, ReadOnlyMemory<byte> content)
    {
        var outcome = await Node.Get<ReceiveSource>().RunAsync("pipeline/ci", new SourcePush(scope, name, content), TestContext.Current.CancellationToken);
        Assert.IsType<SourceOutcome.Received>(outcome);
    }

    public ValueTask DisposeAsync() => Node.DisposeAsync();
}
