using System.Diagnostics;
using System.Globalization;
using Turnpike.Hcl.Parsing;
using Turnpike.Text;

namespace Turnpike.Bench;

/// <summary>How fast Terraform files are parsed, on one thread: nothing is read, evaluated or kept in between.</summary>
internal static class HclParseBenchmark
{
    /// <param name="folder">Such as <c>generate-code</c> writes.</param>
    public static void Run(string folder, double seconds)
    {
        var sources = Directory.EnumerateFiles(folder, "*.tf", SearchOption.AllDirectories)
            .Select(file => new SourceText(file, File.ReadAllBytes(file)))
            .ToList();
        var bytes = sources.Sum(source => (long)source.Length);
        var faults = ParseAll(sources);
        var best = TimeSpan.MaxValue;
        var allocated = 0L;
        var all = Stopwatch.StartNew();
        while (all.Elapsed.TotalSeconds < seconds)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var one = Stopwatch.StartNew();
            ParseAll(sources);
            best = one.Elapsed < best ? one.Elapsed : best;
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{sources.Count} files, {bytes / 1e6:F2} MB, {faults} faults: {bytes / 1e6 / best.TotalSeconds:F0} MB/s at best, {(double)allocated / bytes:F1} bytes allocated for each read"));
    }

    private static int ParseAll(List<SourceText> sources)
    {
        var faults = 0;
        foreach (var source in sources)
        {
            var diagnostics = new DiagnosticBag();
            HclParser.ParseFile(source, diagnostics);
            faults += diagnostics.Count;
        }

        return faults;
    }
}
