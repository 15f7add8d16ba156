using System.Runtime.InteropServices;

namespace Turnpike.Rego.Bench;

/// <summary>Processor time of the running thread, so that what else the machine does counts for little.</summary>
internal static partial class ThreadTime
{
    private const int ThreadClock = 3;

    public static double Microseconds
    {
        get
        {
            _ = GetTime(ThreadClock, out var time);
            return (time.Seconds * 1e6) + (time.Nanoseconds / 1e3);
        }
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int GetTime(int clock, out Time time);

    private struct Time
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
