using Turnpike.Tests;

namespace Turnpike.Cli.Tests;

public class ReadmeTests
{
    [Fact]
    public void What_the_readme_shows_is_what_the_sample_prints()
    {
        var outcome = Command.Run("check", "samples/kestrel", "--policy", "samples/kestrel/policy", "--waivers", "samples/kestrel/waivers.yaml");
        var readme = File.ReadAllText(Path.Combine(Vectors.RepositoryRoot, "README.md"));
        var start = readme.IndexOf("    Deployment/parcels", StringComparison.Ordinal);
        var shown = readme[start..readme.IndexOf("The exit code is", StringComparison.Ordinal)].Split('\n')
            .Where(line => line.Trim() is not ("" or "…"))
            .Select(line => line[4..]);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Empty(shown.Except(outcome.Output.Split('\n')));
    }
}
