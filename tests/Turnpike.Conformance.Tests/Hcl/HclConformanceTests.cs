namespace Turnpike.Conformance.Tests.Hcl;

public sealed class HclConformanceTests
{
    [Fact]
    public void Every_case_passes_that_must()
    {
        var mustPass = MustPass.Load(HclSuite.Name);
        var results = HclSuite.Load(Turnpike.Tests.Vectors.Path("hcl/tests")).Select(item => (item.Id, Failure: item.Run())).ToList();
        Assert.DoesNotContain(results, result => mustPass.Contains(result.Id) && result.Failure is not null);
        Assert.Empty(mustPass.Except(results.Select(result => result.Id)));
    }

    [Fact]
    public void Every_other_case_is_an_exception_with_its_reason()
    {
        var exceptions = MustPass.LoadExceptions(HclSuite.Name);
        Assert.All(exceptions, pair => Assert.False(string.IsNullOrWhiteSpace(pair.Value), pair.Key));
        var cases = HclSuite.Load(Turnpike.Tests.Vectors.Path("hcl/tests")).Select(item => item.Id);
        Assert.Empty(cases.Except(MustPass.Load(HclSuite.Name)).Except(exceptions.Keys));
    }
}
