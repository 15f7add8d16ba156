using System.Globalization;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Turnpike.Assessment.Data;
using Turnpike.Cli.Policies;
using Turnpike.Hcl.Terraform.Schemas;
using Turnpike.Server;
using Turnpike.Server.Identity.Setup;
using Turnpike.Server.Storage;
using Turnpike.Text;

namespace Turnpike.Cli.Serve;

/// <summary>Composes a node of settings and rules, runs it until it is told to stop, and says where to look.</summary>
internal sealed class ServeRun(ServerSettings settings, IReadOnlyDictionary<string, string> origins, PolicyChoice policies, string? sample, Screen screen)
{
    public async Task<int> ExecuteAsync(CancellationToken cancellation)
    {
        var diagnostics = new DiagnosticBag();
        var rules = RuleLoader.Load(policies, diagnostics);
        diagnostics.AddRange(rules.Diagnostics);
        var parts = new ServerParts(rules, PackFolder.ReadProviderData(diagnostics), TimeProvider.System, static () => Guid.CreateVersion7().ToString())
        {
            Origins = origins,
            Assessment = new AssessmentData(PackFolder.ReadAssessmentData(diagnostics)),

            // Programs read lines of JSON; a person at a terminal does not.
            Schemas = PackFolder.ReadSchemas(diagnostics).Aggregate(ProviderSchemas.Builtin, (all, file) => ProviderSchema.ReadCompact(file, diagnostics) is { } one ? all.With(one) : all),
            Log = Console.IsErrorRedirected ? null : static log => log.AddSimpleConsole(static o => o.SingleLine = true),
        };
        Screen.WriteDiagnostics(diagnostics);
        if (diagnostics.HasErrors)
        {
            return ExitCode.BadInput;
        }

        try
        {
            await using var app = await TurnpikeServer.BuildAsync(settings, parts, cancellation);
            await StartAsync(app, cancellation);
            await WriteSampleAsync(app, cancellation);
            Greet(app, rules.Rules.Count, await app.Services.GetRequiredService<SetupLink>().IssueAsync(cancellation));
            await app.WaitForShutdownAsync(cancellation);
            return ExitCode.Pass;
        }
        catch (OperationCanceledException)
        {
            // Told to stop while it still waited for its database.
            return ExitCode.Pass;
        }
        catch (NodeStartException fault)
        {
            Screen.WriteDiagnostics([ServeDiagnostics.CannotStart(fault.Message.TrimEnd('.'), settings.Postgres is null
                ? "Nothing was changed. `turnpike doctor` looks at each file."
                : "Does PostgreSQL run there, and are the address, the database, the user and the password right? `turnpike doctor` looks.")]);
        }
        catch (IOException fault) when (fault.InnerException is AddressInUseException)
        {
            Screen.WriteDiagnostics([ServeDiagnostics.InUse(settings.Listen)]);
        }
        catch (Exception fault) when (fault is SocketException || fault.InnerException is SocketException)
        {
            Screen.WriteDiagnostics([ServeDiagnostics.CannotListen(settings.Listen, (fault as SocketException ?? fault.InnerException!).Message.ToLowerInvariant())]);
        }

        return ExitCode.BadInput;
    }

    // What starts before the node listens would otherwise go on, for a while, with stores that are closed.
    private static async Task StartAsync(WebApplication app, CancellationToken cancellation)
    {
        try
        {
            await app.StartAsync(cancellation);
        }
        catch
        {
            await app.StopAsync(CancellationToken.None);
            throw;
        }
    }

    private async Task WriteSampleAsync(WebApplication app, CancellationToken cancellation)
    {
        if (sample is null)
        {
            return;
        }

        var diagnostics = new DiagnosticBag();
        await app.Services.GetRequiredService<NodeState>().CaughtUp.WaitAsync(cancellation);
        await new SampleBooks(app.Services, sample).WriteAsync(diagnostics, cancellation);
        Screen.WriteDiagnostics(diagnostics.Where(static d => d.IsError));
    }

    private void Greet(WebApplication app, int rules, Uri? setUp)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? settings.Listen;
        screen.WriteLine($"Turnpike serves {settings.PublicUrl ?? address}");
        screen.WriteLine($"  data    {(settings.Postgres is null ? Path.GetFullPath(settings.DataFolder) : "PostgreSQL, schema " + settings.PostgresSchema)}");
        screen.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  rules   {rules}"));
        if (setUp is not null)
        {
            screen.WriteLine($"  set up  {setUp}");
            screen.WriteLine("          There is no user yet: whoever opens this link first becomes the administrator.");
        }

        screen.WriteLine("  stop    Ctrl-C");
    }
}
