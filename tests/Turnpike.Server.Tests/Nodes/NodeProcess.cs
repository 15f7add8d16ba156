using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Turnpike.Gate.Rules;
using Turnpike.Server.Operations.Jobs;

namespace Turnpike.Server.Tests.Nodes;

/// <summary>A node in a process of its own, that can be killed as a machine dies.</summary>
internal sealed class NodeProcess : IDisposable
{
    /// <summary>A job that says each second which node ran it.</summary>
    public const string TickJob = "tick";

    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _said = [];

    public NodeProcess(string postgres, string folder)
    {
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(Environment.ProcessPath!, ["serve-node", postgres, folder]) { RedirectStandardOutput = true, RedirectStandardError = true },
            EnableRaisingEvents = true,
        };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException(string.Join('\n', _said)));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public static async Task<int> ServeAsync(string postgres, string folder)
    {
        var settings = new ServerSettings { DataFolder = folder, Listen = "http://127.0.0.1:0", Postgres = postgres, Identity = new() { PasswordCost = 10 } };
        var parts = new ServerParts(RuleSet.Compile([]), [], TimeProvider.System, static () => Guid.CreateVersion7().ToString())
        {
            Log = static log => log.AddFilter(static level => level >= LogLevel.Error).AddSimpleConsole(),
            Services = static services => services.AddSingleton(new ScheduledJob(TickJob, "Ticks.", "0/1 * * * * ?", static (_, _) => Task.FromResult("ticked"))),
        };
        await using var app = await TurnpikeServer.BuildAsync(settings, parts);
        await app.StartAsync();
        await app.Services.GetRequiredService<NodeState>().CaughtUp;
        await Console.Out.WriteLineAsync("ADDRESS " + app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        await app.WaitForShutdownAsync();
        return 0;
    }

    public Task<Uri> AddressAsync(CancellationToken cancellationToken) => _address.Task.WaitAsync(TimeSpan.FromSeconds(90), cancellationToken);

    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line?.StartsWith("ADDRESS ", StringComparison.Ordinal) == true)
        {
            _address.TrySetResult(new Uri(line["ADDRESS ".Length..]));
        }
        else
        {
            _said.Enqueue(line ?? "");
        }
    }
}
