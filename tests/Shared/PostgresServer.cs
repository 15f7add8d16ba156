using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Turnpike.Tests;

/// <summary>A real PostgreSQL on loopback, with a data folder of its own, for the tests of one class.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnpike-postgres-");
    private readonly int _port = FreePort();
    private string? _programs;

    public string ConnectionString(string database = "postgres") =>
        new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = _port, Username = "turnpike", Database = database, Timeout = 30, IncludeErrorDetail = true }.ToString();

    public async ValueTask InitializeAsync()
    {
        _programs = Programs();
        if (_programs is null)
        {
            return;
        }

        // PostgreSQL refuses to run as root; the packaged user then owns the folder.
        await RunAsync("initdb", "-D", Data, "-U", "turnpike", "-A", "trust", "-E", "UTF8", "--no-sync");
        await StartAsync();
    }

    /// <summary>Skips the test where PostgreSQL is not installed; on a build server that is a failure.</summary>
    public void Require()
    {
        if (_programs is null)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "PostgreSQL is not installed, and CI=true.");
            Assert.Skip("PostgreSQL is not installed.");
        }
    }

    public Task StartAsync() =>
        RunAsync("pg_ctl", "-D", Data, "-w", "-l", Path.Combine(_folder.FullName, "log"), "-o", $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200", "start");

    /// <param name="mode"><c>immediate</c> is what a crash looks like: nothing is flushed, the next start recovers.</param>
    public Task StopAsync(string mode) => RunAsync("pg_ctl", "-D", Data, "-m", mode, "-w", "stop");

    public async ValueTask DisposeAsync()
    {
        if (_programs is not null)
        {
            await StopAsync("immediate");
        }

        _folder.Delete(recursive: true);
    }

    private string Data => Path.Combine(_folder.FullName, "data");

    private static string? Programs() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).Where(d => File.Exists(Path.Combine(d, "initdb"))).OrderDescending().FirstOrDefault()
            : null;

    private async Task RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder.FullName };
        if (Environment.UserName == "root")
        {
            using var owner = Process.Start("chown", ["-R", "postgres", _folder.FullName]);
            await owner.WaitForExitAsync();
            start.FileName = "setpriv";
            foreach (var argument in new[] { "--reuid=postgres", "--regid=postgres", "--clear-groups", Path.Combine(_programs!, program) })
            {
                start.ArgumentList.Add(argument);
            }
        }
        else
        {
            start.FileName = Path.Combine(_programs!, program);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;

        // The server that pg_ctl starts keeps the pipe: what is awaited is the program, not the end of its output.
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: see {_folder.FullName}/log");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
