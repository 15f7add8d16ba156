namespace Turnpike.Conformance.Tests.TerraformRoots;

internal static class RootSuite
{
    public const string Name = "terraform-roots";

    /// <summary>Runs every root below the folder. 0 if all pass, 1 if not, 3 if there is none.</summary>
    public static int Run(string folder, IReadOnlyList<string> options, TextWriter output)
    {
        if (!Directory.Exists(folder))
        {
            output.WriteLine($"{folder}: no such folder");
            return 3;
        }

        var results = RootCase.Load(folder).Select(item => (Case: item, Differences: RootRunner.Run(item))).ToList();
        foreach (var (item, differences) in results.Where(r => r.Differences.Count > 0))
        {
            output.WriteLine($"FAIL {item.Id}");
            foreach (var difference in differences)
            {
                output.WriteLine($"  {difference}");
            }
        }

        var failed = results.Count(r => r.Differences.Count > 0);
        output.WriteLine($"{results.Count - failed} passed, {failed} failed");
        if (options.Contains("--update"))
        {
            MustPass.Add(Name, results.Where(r => r.Differences.Count == 0).Select(r => r.Case.Id));
        }

        return results.Count == 0 ? 3 : failed > 0 ? 1 : 0;
    }
}
