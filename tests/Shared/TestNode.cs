using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Turnpike.Assessment.Data;
using Turnpike.Gate.Rules;
using Turnpike.Server;
using Turnpike.Text;

namespace Turnpike.Tests;

/// <summary>A real node on a free port of loopback, with a data folder of its own, a clock that tests set and ids that count.</summary>
public sealed class TestNode : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo? _ownFolder;

    private TestNode(WebApplication app, DirectoryInfo? ownFolder, ServerSettings settings, SetClock clock, LogLines log)
    {
        _app = app;
        _ownFolder = ownFolder;
        Settings = settings;
        Clock = clock;
        Log = log;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Anonymous = NewClient();
    }

    public ServerSettings Settings { get; }

    public SetClock Clock { get; }

    public LogLines Log { get; }

    public Uri Address { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>A client that nobody has signed in.</summary>
    public HttpClient Anonymous { get; }

    /// <param name="change">Of the settings: PostgreSQL, limits, another data folder.</param>
    /// <param name="policies">The rules in force; none, where nothing is said.</param>
    /// <param name="services">What else belongs to the node, or stands for something of it.</param>
    public static async Task<TestNode> StartAsync(Func<ServerSettings, ServerSettings>? change = null, RuleSet? policies = null, IReadOnlyList<SourceText>? providerData = null, SetClock? clock = null, Action<IServiceCollection>? services = null, AssessmentData? assessment = null)
    {
        var folder = Directory.CreateTempSubdirectory("turnpike-node-");
        var settings = new ServerSettings
        {
            DataFolder = folder.FullName,
            Listen = "http://127.0.0.1:0",
            Identity = new() { PasswordCost = 10 },
            Operations = new() { RunsJobs = false },
        };
        settings = change?.Invoke(settings) ?? settings;
        clock ??= new SetClock();
        var log = new LogLines();
        var ids = 0;
        var parts = new ServerParts(policies ?? RuleSet.Compile([]), providerData ?? [], clock, () => string.Create(CultureInfo.InvariantCulture, $"{folder.Name[^6..].ToLowerInvariant()}-{Interlocked.Increment(ref ids)}"))
        {
            Log = logging => logging.AddProvider(log),
            Services = services,
            Assessment = assessment ?? AssessmentData.None,
        };
        var app = await TurnpikeServer.BuildAsync(settings, parts, TestContext.Current.CancellationToken);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var node = new TestNode(app, folder, settings, clock, log);
        await app.Services.GetRequiredService<NodeState>().CaughtUp.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        return node;
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Without redirects and cookies of its own, so that a test sees what is answered.</summary>
    public HttpClient NewClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };

    public async ValueTask DisposeAsync()
    {
        Anonymous.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _ownFolder?.Delete(recursive: true);
    }
}

/// <summary>Stands still until it is set. Timers run by the real clock.</summary>
public sealed class SetClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
