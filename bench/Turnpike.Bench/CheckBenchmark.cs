using System.Globalization;

namespace Turnpike.Bench;

/// <summary>`turnpike check` on multiplied inputs beside the floor: a process that only parses the same file.</summary>
internal static class CheckBenchmark
{
    private static readonly int[] s_megabytes = [1, 10, 60, 100];

    public static void Run(string cli, string repository, string workFolder, int runs)
    {
        Directory.CreateDirectory(workFolder);
        Console.WriteLine("Whole processes, start to exit; median of " + runs.ToString(CultureInfo.InvariantCulture) + " runs after one warm-up, commands in turn.");
        Console.WriteLine();
        Console.WriteLine("| input | size MB | turnpike check s | JsonDocument.Parse s | ratio | check peak MB | parse peak MB | allowed peak MB |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var megabytes in s_megabytes)
        {
            var plan = Path.Combine(workFolder, string.Create(CultureInfo.InvariantCulture, $"plan-{megabytes}mb.json"));
            PlanGenerator.Write(Path.Combine(repository, "samples/kestrel/plans/parcels-prod.json"), plan, megabytes * 1_000_000L);
            Compare(cli, plan, runs);
        }

        Compare(cli, Path.Combine(repository, "samples/kestrel/plans/parcels-prod.json"), runs);
        var manifests = Path.Combine(workFolder, "manifests-3000.yaml");
        ManifestGenerator.Write([.. Directory.EnumerateFiles(Path.Combine(repository, "samples/kestrel/cluster"), "*.yaml").Order()], manifests, 3000);
        var run = Median(runs, () => ProcessRun.Measure(cli, ["check", manifests, "--format", "json"]));
        Row("3,000 Kubernetes resources", new FileInfo(manifests).Length, run, null);
        foreach (var scale in (int[])[1, 10])
        {
            var tree = Path.Combine(workFolder, string.Create(CultureInfo.InvariantCulture, $"code-{scale}"));
            if (!Directory.Exists(tree))
            {
                CodeGenerator.Write(tree, scale);
            }

            var size = new DirectoryInfo(tree).EnumerateFiles("*", SearchOption.AllDirectories).Sum(static f => f.Length);
            var code = Median(runs, () => ProcessRun.Measure(cli, ["check", tree, "--format", "json"]));
            Row(string.Create(CultureInfo.InvariantCulture, $"Terraform code, {50_000 * scale:N0} lines in {709 * scale:N0} files"), size, code, null);
        }
    }

    /// <summary>A small policy from process start to exit.</summary>
    public static void RunCold(string cli, string repository)
    {
        const int Runs = 21;
        var folder = Path.Combine(repository, "bench/rego/authz");
        var run = Median(Runs, () => ProcessRun.Measure(
            cli, ["rego", "eval", "-d", Path.Combine(folder, "policy.rego"), "-d", Path.Combine(folder, "data.json"), "-i", Path.Combine(folder, "input.json"), "data.authz.allow"]));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"turnpike rego eval of a small policy: {run.Seconds * 1000:0} ms, {run.PeakMegabytes:0} MB, median of {Runs}"));
    }

    private static void Compare(string cli, string path, int runs)
    {
        var checks = new List<ProcessRun>();
        var floors = new List<ProcessRun>();
        for (var i = 0; i <= runs; i++)
        {
            checks.Add(ProcessRun.Measure(cli, ["check", path, "--format", "json"]));
            floors.Add(ProcessRun.Measure(Environment.ProcessPath!, ["floor", path]));
        }

        Row(Path.GetFileName(path), new FileInfo(path).Length, Middle(checks), Middle(floors));
    }

    private static ProcessRun Median(int runs, Func<ProcessRun> measure) =>
        Middle([.. Enumerable.Range(0, runs + 1).Select(_ => measure())]);

    // The first run warms the page cache.
    private static ProcessRun Middle(List<ProcessRun> runs)
    {
        var counted = runs.Skip(1).ToList();
        if (counted.Find(r => r.ExitCode > 2) is { } failed)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"A measured command failed with exit code {failed.ExitCode}."));
        }

        return new ProcessRun(MiddleOf(counted.Select(r => r.Seconds)), MiddleOf(counted.Select(r => r.PeakMegabytes)), 0);
    }

    private static double MiddleOf(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static void Row(string name, long bytes, ProcessRun check, ProcessRun? floor)
    {
        var megabytes = bytes / 1e6;
        var floorCells = floor is null ? "| |" : string.Create(CultureInfo.InvariantCulture, $"{floor.Seconds:0.000} | {check.Seconds / floor.Seconds:0.00} |");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {megabytes:0.0} | {check.Seconds:0.000} | {floorCells} {check.PeakMegabytes:0} | {floor?.PeakMegabytes:0} | {(4 * megabytes) + 60:0} |"));
    }
}
