namespace Turnpike.Conformance.Tests;

public sealed class RegoConformanceTests
{
    [Fact]
    public void Every_case_of_the_must_pass_list_passes()
    {
        var folder = RequireVectors();
        var mustPass = MustPass.Load();
        var seen = new HashSet<string>();
        List<string> failures = [];
        foreach (var item in RegoCase.Load(folder).Where(item => mustPass.Contains(item.Id)))
        {
            seen.Add(item.Id);
            if (RegoCaseRunner.Run(item) is { } failure)
            {
                failures.Add($"{item.Note} ({item.Id}): {failure}");
            }
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
        Assert.Empty(mustPass.Except(seen));
    }

    private static string RequireVectors()
    {
        var folder = Path.Combine(Vectors(), "rego", "v1");
        if (!Directory.Exists(folder))
        {
            Assert.NotEqual("true", Environment.GetEnvironmentVariable("CI"));
            Assert.Skip("The conformance vectors are absent; set TURNPIKE_VECTORS.");
        }

        return folder;
    }

    private static string Vectors()
    {
        if (Environment.GetEnvironmentVariable("TURNPIKE_VECTORS") is { Length: > 0 } given)
        {
            return given;
        }

        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Turnpike.slnx")))
        {
            root = root.Parent;
        }

        return Path.Combine(root?.FullName ?? ".", "..", "shared", "vectors");
    }
}
