using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Turnpike.Ledger.Tests.Crashes;

/// <summary>A <see cref="Load"/> in a process of its own, and the names of the events it said were recorded.</summary>
internal sealed class LoadProcess : IDisposable
{
    private readonly Process _process;

    public LoadProcess(string store)
    {
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(Environment.ProcessPath!, ["append-forever", store]) { RedirectStandardOutput = true, RedirectStandardError = true },
        };
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Errors.Enqueue(line.Data ?? "");
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public ConcurrentQueue<string> Acknowledged { get; } = [];

    public ConcurrentQueue<string> Errors { get; } = [];

    public async Task UntilAsync(int appends, CancellationToken cancellationToken)
    {
        for (var start = Stopwatch.StartNew(); Acknowledged.Count < appends && !_process.HasExited; await Task.Delay(5, cancellationToken))
        {
            Assert.True(start.Elapsed < TimeSpan.FromSeconds(60), "No load in a minute.");
        }
    }

    /// <summary>As <c>kill -9</c> does; what the process had printed is read to the end.</summary>
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

    private void Note(string? line)
    {
        // The last line may have been cut off by the kill.
        if (line?.Split(' ') is [var name, var count] && int.TryParse(count, CultureInfo.InvariantCulture, out var events))
        {
            for (var e = 0; e < events; e++)
            {
                Acknowledged.Enqueue($"{name}/{e}");
            }
        }
    }
}
