namespace Turnpike.Conformance.Tests.Terraform;

public sealed class ExpressionConformanceTests
{
    [Fact]
    public void Every_case_of_the_must_pass_list_passes_and_every_other_is_an_exception_with_its_reason()
    {
        var results = ExpressionSuite.RunAll(Turnpike.Tests.Vectors.Path("terraform/expressions.jsonl"));
        var mustPass = MustPass.Load(ExpressionSuite.Name);
        var exceptions = MustPass.LoadExceptions(ExpressionSuite.Name);

        var failures = results.Where(result => result.Failure is not null && mustPass.Contains(result.Item.Id)).Select(result => $"{result.Item.Id}: {result.Failure}");
        Assert.True(!failures.Any(), string.Join('\n', failures));
        Assert.Empty(mustPass.Except(results.Select(result => result.Item.Id)));
        Assert.Empty(results.Select(result => result.Item.Id).Except(mustPass).Except(exceptions.Keys));
        Assert.Empty(mustPass.Intersect(exceptions.Keys));
        Assert.All(exceptions, pair => Assert.False(string.IsNullOrWhiteSpace(pair.Value), pair.Key));
    }
}
