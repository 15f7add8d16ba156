using System.Diagnostics;
using System.Globalization;

namespace Turnpike.Bench;

/// <summary>One run of a command as a whole process: wall seconds from start to exit, and its peak resident memory.</summary>
internal sealed record ProcessRun(double Seconds, double PeakMegabytes, int ExitCode)
{
    public static ProcessRun Measure(string fileName, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(fileName) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        // The kernel keeps the high-water mark; it can only be read while the process lives, so the last 2 ms are missed.
        var peak = 0L;
        var statusPath = string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/status");
        while (!process.WaitForExit(2))
        {
            peak = Math.Max(peak, ReadHighWater(statusPath));
        }

        var seconds = clock.Elapsed.TotalSeconds;
        process.WaitForExit();
        return new ProcessRun(seconds, peak / 1024.0, process.ExitCode);
    }

    private static long ReadHighWater(string statusPath)
    {
        try
        {
            var line = File.ReadLines(statusPath).FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
