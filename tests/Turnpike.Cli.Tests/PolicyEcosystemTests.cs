namespace Turnpike.Cli.Tests;

/// <summary>What users of Gatekeeper and Conftest type, over the policies beside the gate's tests.</summary>
public sealed class PolicyEcosystemTests
{
    private const string Wild = "tests/Turnpike.Gate.Tests/Wild/";

    [Fact]
    public void Suites_are_found_and_run()
    {
        var outcome = Command.Run("rego", "test", Wild + "gatekeeper");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.EndsWith("69 passed, 0 failed, 1 skipped\n", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Constraints_of_a_folder_judge_manifests()
    {
        var outcome = Command.Run("check", Wild + "gatekeeper/labels/bad.yaml", "--policy", Wild + "gatekeeper/labels", "--pack", "none");

        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("NeededLabels/owner", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Dockerfiles_are_judged_by_policies_and_other_kinds_refused()
    {
        var folder = Wild + "policies/conftest-docker/";

        var judged = Command.Run("check", folder + "Dockerfile", "--policy", folder, "--rego-v0", "--all-namespaces", "--pack", "none");
        var refused = Command.Run("check", "build/BannedSymbols.txt", "--policy", folder, "--rego-v0", "--all-namespaces", "--pack", "none");

        Assert.Equal(1, judged.ExitCode);
        Assert.Contains("ADD is for archives", judged.Output, StringComparison.Ordinal);
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("DOC001", refused.Error, StringComparison.Ordinal);
    }
}
