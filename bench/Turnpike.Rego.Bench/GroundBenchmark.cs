using System.Diagnostics;
using System.Globalization;

namespace Turnpike.Rego.Bench;

/// <summary>What tracking unknown values costs where there are none: this build beside one that has it compiled out.</summary>
internal static class GroundBenchmark
{
    private const int Rounds = 5;

    /// <param name="other">The same program, built with GroundOnly.</param>
    public static void Run(string other, string folder, string[] names)
    {
        var (tracked, ground) = (new Dictionary<string, List<double>>(), new Dictionary<string, List<double>>());
        for (var i = 0; i < Rounds; i++)
        {
            Measure(Environment.ProcessPath!, folder, names, tracked);
            Measure(other, folder, names, ground);
        }

        Console.WriteLine("| workload | tracked µs | compiled out µs | cost |");
        Console.WriteLine("|---|---|---|---|");
        var ratios = new List<double>();
        foreach (var (name, times) in tracked)
        {
            var (with, without) = (Middle(times), Middle(ground[name]));
            ratios.Add(with / without);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {with:0.00} | {without:0.00} | {(with / without) - 1:0.0 %} |"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| geometric mean | | | {Math.Exp(ratios.Average(Math.Log)) - 1:0.0 %} |"));
    }

    private static void Measure(string program, string folder, string[] names, Dictionary<string, List<double>> times)
    {
        using var process = Process.Start(new ProcessStartInfo(program, ["times", folder, .. names]) { RedirectStandardOutput = true })!;
        foreach (var line in process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var cells = line.Split(' ');
            if (!times.TryGetValue(cells[0], out var known))
            {
                times[cells[0]] = known = [];
            }

            known.Add(double.Parse(cells[1], CultureInfo.InvariantCulture));
        }

        process.WaitForExit();
    }

    private static double Middle(List<double> times)
    {
        times.Sort();
        return times[times.Count / 2];
    }
}
