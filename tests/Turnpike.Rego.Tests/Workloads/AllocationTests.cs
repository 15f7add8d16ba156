using System.Globalization;
using System.Text.Json;
using Turnpike.Rego.Bench;
using Turnpike.Tests;

namespace Turnpike.Rego.Tests.Workloads;

/// <summary>
/// What one warm evaluation of each workload of bench/rego allocates. Time differs from machine to machine and run to run;
/// this does not. TURNPIKE_REWRITE=1 writes down what is measured.
/// </summary>
[Collection(nameof(Alone))]
public sealed class AllocationTests
{
    private const int WarmRuns = 3;
    private const int Runs = 4;

    private static readonly JsonSerializerOptions s_options = new() { WriteIndented = true };

    private static string Folder { get; } = Path.Combine(Vectors.RepositoryRoot, "bench", "rego");

    private static string ExpectedFile { get; } = Path.Combine(Folder, "allocated.json");

    [Fact]
    public void No_workload_allocates_a_tenth_more_than_is_written_down()
    {
        var measured = Directory.EnumerateDirectories(Folder).Order(StringComparer.Ordinal).ToDictionary(static folder => Path.GetFileName(folder), Measure);
        if (Environment.GetEnvironmentVariable("TURNPIKE_REWRITE") == "1")
        {
            File.WriteAllText(ExpectedFile, JsonSerializer.Serialize(measured, s_options) + "\n");
        }

        var expected = JsonSerializer.Deserialize<Dictionary<string, long>>(File.ReadAllText(ExpectedFile))!;
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), measured.Keys.Order(StringComparer.Ordinal));
        var above = measured.Where(one => one.Value > expected[one.Key] * 1.1)
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key}: {one.Value} bytes, {expected[one.Key]} expected"));
        Assert.Empty(above);
    }

    // The least of several: the first runs fill pools and caches, and the runtime itself allocates now and then.
    private static long Measure(string folder)
    {
        var workload = Workload.Load(folder);
        var least = long.MaxValue;
        for (var i = 0; i < WarmRuns + Runs; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            workload.Evaluate();
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            least = i < WarmRuns ? least : Math.Min(least, allocated);
        }

        return least;
    }
}
