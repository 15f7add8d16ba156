namespace Turnpike.Conformance.Tests.Terraform;

internal static class ExpressionSuite
{
    /// <summary>The list of cases that must pass, and that of exceptions.</summary>
    public const string Name = "terraform-expressions";

    /// <summary>Runs every case of the file. 0 if all pass, 1 if not, 3 if there is no case.</summary>
    public static int Run(string file, IReadOnlyList<string> options, TextWriter output)
    {
        if (!File.Exists(file))
        {
            output.WriteLine($"{file}: no such file");
            return 3;
        }

        var results = RunAll(file);
        foreach (var (item, failure) in results)
        {
            if (failure is not null)
            {
                output.WriteLine($"FAIL {item.Id}: {Shortened(item.Expression)}: {Shortened(failure)}");
            }
        }

        var failed = results.Count(result => result.Failure is not null);
        if (options.Contains("--groups"))
        {
            foreach (var group in results.GroupBy(result => result.Item.Group))
            {
                output.WriteLine($"{group.Key}: {group.Count(result => result.Failure is null)} of {group.Count()}");
            }
        }

        output.WriteLine($"{results.Count - failed} passed, {failed} failed");
        if (options.Contains("--update"))
        {
            MustPass.Add(Name, results.Where(result => result.Failure is null).Select(result => result.Item.Id));
        }

        return results.Count == 0 ? 3 : failed > 0 ? 1 : 0;
    }

    public static IReadOnlyList<(ExpressionCase Item, string? Failure)> RunAll(string file)
    {
        var runner = new ExpressionCaseRunner(Path.GetDirectoryName(Path.GetFullPath(file))!);
        return [.. ExpressionCase.Load(file).AsParallel().AsOrdered().Select(item => (item, runner.Run(item)))];
    }

    private static string Shortened(string text) => text.Length <= 400 ? text : text[..400] + "…";
}
