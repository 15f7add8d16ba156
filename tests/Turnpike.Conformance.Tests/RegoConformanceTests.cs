namespace Turnpike.Conformance.Tests;

public sealed class RegoConformanceTests
{
    [Fact]
    public void Every_case_of_the_must_pass_list_passes()
    {
        var folder = Turnpike.Tests.Vectors.Path("rego/v1");
        var mustPass = MustPass.Load("rego");
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

    [Fact]
    public void Every_other_case_is_an_exception_with_its_reason()
    {
        var folder = Turnpike.Tests.Vectors.Path("rego/v1");
        var mustPass = MustPass.Load("rego");
        var exceptions = MustPass.LoadExceptions("rego");
        Assert.All(exceptions, pair => Assert.False(string.IsNullOrWhiteSpace(pair.Value), pair.Key));
        Assert.Empty(mustPass.Intersect(exceptions.Keys));
        Assert.Empty(RegoCase.Load(folder).Select(item => item.Id).Except(mustPass).Except(exceptions.Keys));
    }
}
