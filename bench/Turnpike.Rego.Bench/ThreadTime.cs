using System.Runtime.InteropServices;

namespace Turnpike.Rego.Bench;

/// <summary>Processor time of one thread, so that what else the machine does counts for little.</summary>
internal static partial class ThreadTime
{
    private const int ThreadClock = 3;

    /// <summary>Of the running thread.</summary>
    public static double Microseconds => Read(ThreadClock);

    /// <summary>The number of the running thread, by which others can ask for its time.</summary>
    public static int ThreadNumber => GetThread();

    /// <summary>Of a thread of this process that still runs.</summary>
    public static double MicrosecondsOf(int threadNumber) => Read((~threadNumber << 3) | 6);

    private static double Read(int clock)
    {
        _ = GetTime(clock, out var time);
        return (time.Seconds * 1e6) + (time.Nanoseconds / 1e3);
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int GetTime(int clock, out Time time);

    [DllImport("libc", EntryPoint = "gettid")]
    private static extern int GetThread();

    private struct Time
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
