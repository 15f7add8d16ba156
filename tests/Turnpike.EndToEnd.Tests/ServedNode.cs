using System.Diagnostics;

namespace Turnpike.EndToEnd.Tests;

/// <summary><c>turnpike serve</c> as a process of its own.</summary>
internal sealed class ServedNode : IAsyncDisposable
{
    private const string Serves = "Turnpike serves ";
    private const string SetUp = "set up";
    private const string Stop = "stop";
    private static readonly TimeSpan s_longestStart = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly List<string> _log = [];
    private Task _rest = Task.CompletedTask;

    private ServedNode(Process process) => _process = process;

    public string Address { get; private set; } = "";

    /// <summary>Null where there is a user already.</summary>
    public string? SetUpLink { get; private set; }

    /// <param name="arguments">Beside the address: a free port unless one is given.</param>
    public static async Task<ServedNode> StartAsync(Workplace place, params string[] arguments)
    {
        string[] listen = arguments.Contains("--listen") ? [] : ["--listen", "http://127.0.0.1:0"];
        var node = new ServedNode(place.Start(["serve", .. arguments, .. listen]));
        try
        {
            await node.ReadGreetingAsync();
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>As the kernel ends a process when the power goes, or memory.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>As Ctrl-C does.</summary>
    public Task<int> InterruptAsync() => EndAsync("-INT");

    /// <summary>As whatever runs nodes does when it wants one to end.</summary>
    public Task<int> TerminateAsync() => EndAsync("-TERM");

    private async Task<int> EndAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public string Log()
    {
        lock (_log)
        {
            return string.Join('\n', _log);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        await _rest;
        _process.Dispose();
    }

    private async Task ReadGreetingAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(s_longestStart);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginErrorReadLine();
        while (await _process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            Keep(line);
            if (line.StartsWith(Serves, StringComparison.Ordinal))
            {
                Address = line[Serves.Length..];
            }
            else if (line.Trim().StartsWith(SetUp, StringComparison.Ordinal))
            {
                SetUpLink = line.Trim()[SetUp.Length..].Trim().Split(' ')[0];
            }
            else if (line.Trim().StartsWith(Stop, StringComparison.Ordinal))
            {
                _rest = ReadRestAsync();
                return;
            }
        }

        await _process.WaitForExitAsync(limit.Token);
        Assert.Fail($"turnpike serve ended with {_process.ExitCode} before it served:\n{Log()}");
    }

    // A pipe that nobody reads fills up, and then the node waits.
    private async Task ReadRestAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
        {
            Keep(line);
        }
    }

    private void Keep(string? line)
    {
        lock (_log)
        {
            _log.Add(line ?? "");
        }
    }
}
