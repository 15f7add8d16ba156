using System.Globalization;
using Turnpike.Rego.Bench.Floors;

namespace Turnpike.Rego.Bench;

/// <summary>Each workload as a prepared query on one thread, beside the same work written in C#.</summary>
internal static class WorkloadBenchmark
{
    private static readonly TimeSpan s_time = TimeSpan.FromSeconds(double.Parse(Environment.GetEnvironmentVariable("BENCH_SECONDS") ?? "2", CultureInfo.InvariantCulture));

    public static void Run(string folder, string[] names)
    {
        Console.WriteLine("One thread, prepared query, warm; the median of processor time. The floor is the same work written directly in C#.");
        Console.WriteLine();
        Console.WriteLine("| workload | rego µs | rego bytes | floor µs | floor bytes | ratio |");
        Console.WriteLine("|---|---|---|---|---|---|");
        var ratios = new List<double>();
        foreach (var workload in FoldersOf(folder, names).Select(Workload.Load))
        {
            if (Floor.For(workload.Folder) is not { } floor)
            {
                Row(workload.Name, Timing.Of(() => workload.Evaluate(), s_time), null);
                continue;
            }

            if (!floor().Equals(workload.Evaluate()))
            {
                throw new InvalidOperationException($"{workload.Name}: the floor answers {floor()}, the policy {workload.Evaluate()}.");
            }

            var (rego, direct) = Timing.InTurn(() => workload.Evaluate(), () => floor(), s_time);
            ratios.Add(rego.Microseconds / direct.Microseconds);
            Row(workload.Name, rego, direct);
        }

        if (ratios.Count > 1)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| geometric mean | | | | | {Math.Exp(ratios.Average(Math.Log)):0.00} |"));
        }
    }

    /// <summary>Only the times, a line each; for comparing two builds.</summary>
    public static void RunPlain(string folder, string[] names)
    {
        foreach (var workload in FoldersOf(folder, names).Select(Workload.Load))
        {
            var timing = Timing.Of(() => workload.Evaluate(), s_time);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{workload.Name} {timing.Microseconds:0.000}"));
        }
    }

    public static IEnumerable<string> FoldersOf(string folder, string[] names) =>
        names.Length > 0 ? names.Select(name => Path.Combine(folder, name)) : Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal);

    private static void Row(string name, Timing rego, Timing? floor)
    {
        var cells = floor is { } direct
            ? string.Create(CultureInfo.InvariantCulture, $"{direct.Microseconds:0.00} | {direct.Bytes} | {rego.Microseconds / direct.Microseconds:0.00} |")
            : "| | |";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {rego.Microseconds:0.00} | {rego.Bytes} | {cells}"));
    }
}
