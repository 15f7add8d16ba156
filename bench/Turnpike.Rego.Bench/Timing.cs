using System.Diagnostics;

namespace Turnpike.Rego.Bench;

/// <summary>What one evaluation takes once warm.</summary>
/// <param name="Microseconds">The median, or the fastest, of many.</param>
internal readonly record struct Timing(double Microseconds, long Bytes)
{
    private const int LeastRuns = 15;

    /// <summary>Two pieces of work in turn, so that what else the machine does falls on both.</summary>
    public static (Timing First, Timing Second) InTurn(Action first, Action second, TimeSpan time)
    {
        var (firstBatch, secondBatch) = (Warm(first, time / 2), Warm(second, time / 2));
        var (firstTimes, secondTimes) = (new List<double>(), new List<double>());
        var started = Stopwatch.GetTimestamp();
        while (firstTimes.Count < LeastRuns || Stopwatch.GetElapsedTime(started) < time * 2)
        {
            firstTimes.Add(Run(first, firstBatch));
            secondTimes.Add(Run(second, secondBatch));
        }

        return (new Timing(Middle(firstTimes), Allocated(first)), new Timing(Middle(secondTimes), Allocated(second)));
    }

    public static Timing Of(Action work, TimeSpan time)
    {
        var batch = Warm(work, time / 2);
        var times = new List<double>();
        var started = Stopwatch.GetTimestamp();
        while (times.Count < LeastRuns || Stopwatch.GetElapsedTime(started) < time)
        {
            times.Add(Run(work, batch));
        }

        return new Timing(Middle(times), Allocated(work));
    }

    /// <summary>The least of a few, since the runtime allocates now and then for itself.</summary>
    public static long Allocated(Action work)
    {
        var least = long.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    // So long that the JIT has compiled everything a second time; gives how many runs take about a millisecond.
    private static int Warm(Action work, TimeSpan time)
    {
        var started = Stopwatch.GetTimestamp();
        var runs = 0;
        while (runs < 60 || Stopwatch.GetElapsedTime(started) < time)
        {
            work();
            runs++;
        }

        return (int)Math.Clamp(runs / Stopwatch.GetElapsedTime(started).TotalMilliseconds, 1, 100_000);
    }

    private static double Run(Action work, int batch)
    {
        var started = ThreadTime.Microseconds;
        for (var i = 0; i < batch; i++)
        {
            work();
        }

        return (ThreadTime.Microseconds - started) / batch;
    }

    private static double Middle(List<double> times)
    {
        times.Sort();
        return times[times.Count / 2];
    }
}
