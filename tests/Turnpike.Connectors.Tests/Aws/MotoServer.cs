using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Turnpike.Connectors.Tests.Aws;

/// <summary>An emulator of the AWS API on a port of its own, for the tests of one class.</summary>
public sealed class MotoServer : IAsyncLifetime
{
    private readonly int _port = FreePort();
    private readonly StringWriter _log = new();
    private Process? _process;

    public string Endpoint => $"http://127.0.0.1:{_port}";

    public async ValueTask InitializeAsync()
    {
        if (!IsOnPath("moto_server"))
        {
            return;
        }

        _process = Process.Start(new ProcessStartInfo("moto_server", ["-H", "127.0.0.1", "-p", $"{_port}"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, e) => Log(e.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var http = new HttpClient();
        for (var i = 0; i < 600; i++)
        {
            try
            {
                using var answer = await http.GetAsync($"{Endpoint}/moto-api/");
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100);
            }
        }

        Assert.Fail("moto_server does not answer.");
    }

    /// <summary>Skips the test where the emulator is not installed.</summary>
    public void Require() => Assert.SkipWhen(_process is null, "moto_server is not on the PATH.");

    public static bool IsOnPath(string command) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, command)));

    public ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Log(string? line)
    {
        lock (_log)
        {
            _log.WriteLine(line);
        }
    }
}
