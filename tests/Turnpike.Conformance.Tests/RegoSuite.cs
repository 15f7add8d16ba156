namespace Turnpike.Conformance.Tests;

internal static class RegoSuite
{
    /// <summary>Runs every case below the folder. 0 if all pass, 1 if not, 3 if there is no case.</summary>
    public static int Run(string folder, IReadOnlyList<string> options, TextWriter output)
    {
        if (!Directory.Exists(folder))
        {
            output.WriteLine($"{folder}: no such folder");
            return 3;
        }

        var results = RegoCase.Load(folder).AsParallel().AsOrdered().Select(item => (Case: item, Failure: RegoCaseRunner.Run(item))).ToList();
        foreach (var (item, failure) in results)
        {
            if (failure is not null)
            {
                output.WriteLine($"FAIL {item.Note} ({item.Id}): {failure}");
            }
        }

        var failed = results.Count(result => result.Failure is not null);
        output.WriteLine($"{results.Count - failed} passed, {failed} failed");
        if (options.Contains("--update"))
        {
            MustPass.Add("rego", results.Where(result => result.Failure is null).Select(result => result.Case.Id));
        }

        return results.Count == 0 ? 3 : failed > 0 ? 1 : 0;
    }
}
