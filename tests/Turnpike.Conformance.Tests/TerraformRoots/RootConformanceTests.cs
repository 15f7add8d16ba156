namespace Turnpike.Conformance.Tests.TerraformRoots;

public sealed class RootConformanceTests
{
    [Fact]
    public void Every_root_of_the_must_pass_list_is_whole_and_every_other_is_an_exception_with_its_reason()
    {
        var results = RootCase.Load(Turnpike.Tests.Vectors.Path("terraform/roots")).Select(item => (item.Id, Differences: RootRunner.Run(item))).ToList();
        var mustPass = MustPass.Load(RootSuite.Name);
        var exceptions = MustPass.LoadExceptions(RootSuite.Name);

        var failures = results.Where(r => r.Differences.Count > 0 && mustPass.Contains(r.Id)).Select(r => $"{r.Id}: {string.Join("; ", r.Differences)}");
        Assert.True(!failures.Any(), string.Join('\n', failures));
        Assert.Empty(mustPass.Except(results.Select(r => r.Id)));
        Assert.Empty(results.Select(r => r.Id).Except(mustPass).Except(exceptions.Keys));
        Assert.All(exceptions, pair => Assert.False(string.IsNullOrWhiteSpace(pair.Value), pair.Key));
    }
}
