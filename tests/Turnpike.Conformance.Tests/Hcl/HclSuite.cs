namespace Turnpike.Conformance.Tests.Hcl;

/// <summary>The specification suite of HCL: sources, how to decode each, and what must come out.</summary>
internal static class HclSuite
{
    public const string Name = "hcl";

    /// <summary>Runs every case below the folder. 0 if all pass, 1 if not, 3 if there is no case.</summary>
    public static int Run(string folder, IReadOnlyList<string> options, TextWriter output)
    {
        if (!Directory.Exists(folder))
        {
            output.WriteLine($"{folder}: no such folder");
            return 3;
        }

        var results = Load(folder).Select(item => (Case: item, Failure: item.Run())).ToList();
        foreach (var (item, failure) in results)
        {
            if (failure is not null)
            {
                output.WriteLine($"FAIL {item.Id}: {failure}");
            }
        }

        var failed = results.Count(result => result.Failure is not null);
        output.WriteLine($"{results.Count - failed} passed, {failed} failed");
        if (options.Contains("--update"))
        {
            MustPass.Add(Name, results.Where(result => result.Failure is null).Select(result => result.Case.Id));
        }

        return results.Count == 0 ? 3 : failed > 0 ? 1 : 0;
    }

    /// <summary>A case is a <c>.t</c> file; its id is the path below the folder without that ending.</summary>
    public static IEnumerable<HclSpecCase> Load(string folder) =>
        Directory.EnumerateFiles(folder, "*.t", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => new HclSpecCase(Path.GetRelativePath(folder, file)[..^2].Replace('\\', '/'), file[..^2]));
}
