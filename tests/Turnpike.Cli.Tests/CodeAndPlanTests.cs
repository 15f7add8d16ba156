using System.Collections.Concurrent;
using System.Text.Json;
using Turnpike.Tests;

namespace Turnpike.Cli.Tests;

/// <summary>
/// Roots with their real first plans, judged both ways: the same rule says the same of the same resource. Where they differ,
/// one of them knows more; each such line of Sample/code-and-plan.txt has its reason.
/// </summary>
public class CodeAndPlanTests
{
    private static readonly string s_listed = Path.Combine(Vectors.RepositoryRoot, "tests", "Turnpike.Cli.Tests", "Sample", "code-and-plan.txt");

    private static readonly Dictionary<string, string> s_workspaces = new() { ["ephemeral-env"] = "review-4711", ["workspace-sizes"] = "prod" };

    [Fact]
    public void Code_and_its_plan_are_judged_alike()
    {
        var listed = File.ReadAllLines(s_listed).Where(static l => l.Length > 0 && l[0] != '#').Select(static l => l.Split("  # ")[0]).ToHashSet(StringComparer.Ordinal);
        var folders = Directory.GetDirectories(Vectors.Path("terraform/roots")).Where(static d => File.Exists(Path.Combine(d, "plan-1-create.json"))).ToList();
        var different = new ConcurrentBag<string>();
        Parallel.ForEach(folders, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken }, folder =>
        {
            foreach (var line in Differences(folder))
            {
                different.Add(line);
            }
        });

        Assert.NotEmpty(folders);
        Assert.Empty(different.Except(listed).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Differences(string folder)
    {
        var code = Judge([Path.Combine(folder, "code"), .. Options(folder)]);
        var plan = Judge([Path.Combine(folder, "plan-1-create.json")]);
        return code.Keys.Union(plan.Keys)
            .Where(key => code.GetValueOrDefault(key) != plan.GetValueOrDefault(key))
            .Select(key => $"{Path.GetFileName(folder)} {key} code={code.GetValueOrDefault(key, "-")} plan={plan.GetValueOrDefault(key, "-")}");
    }

    private static Dictionary<string, string> Judge(params string[] arguments)
    {
        var outcome = Command.Run(["check", .. arguments, "--format", "json"]);
        Assert.True(outcome.Output.Length > 0, outcome.Error);
        using var json = JsonDocument.Parse(outcome.Output);
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var finding in json.RootElement.GetProperty("findings").EnumerateArray())
        {
            // One rule may say several things of a resource, which keys tell apart; a fail outweighs what is open.
            var key = $"{finding.GetProperty("rule").GetString()} {finding.GetProperty("resource").GetString() ?? "(document)"}";
            var status = finding.GetProperty("status").GetString()!;
            found[key] = found.GetValueOrDefault(key) == "fail" ? "fail" : status;
        }

        return found;
    }

    internal static IEnumerable<string> Options(string folder)
    {
        using var meta = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "meta.json")));
        var plan = meta.RootElement.GetProperty("plans").EnumerateArray().First(static p => p.GetProperty("file").GetString() == "plan-1-create.json");
        var arguments = plan.TryGetProperty("args", out var args) ? args.EnumerateArray().Select(static a => a.GetString()!).ToList() : [];
        for (var i = 0; i < arguments.Count; i++)
        {
            var text = arguments[i];
            if (text.StartsWith("-var-file=", StringComparison.Ordinal))
            {
                yield return "--var-file";
                yield return Path.Combine(folder, "code", text["-var-file=".Length..]);
            }
            else if (text.StartsWith("-var=", StringComparison.Ordinal) || text == "-var")
            {
                yield return "--var";
                yield return text == "-var" ? arguments[++i] : text["-var=".Length..];
            }
        }

        // A plan does not tell its workspace, but these name things after it.
        if (s_workspaces.TryGetValue(Path.GetFileName(folder), out var workspace))
        {
            yield return "--workspace";
            yield return workspace;
        }
    }
}
