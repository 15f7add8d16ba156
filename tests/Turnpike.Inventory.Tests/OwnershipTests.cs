using Turnpike.Estate.Defaults;
using Turnpike.Hcl.Terraform.Schemas;
using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Ownership;
using Turnpike.Ledger.Events;

namespace Turnpike.Inventory.Tests;

/// <summary>Who answers for what, and who says so.</summary>
public class OwnershipTests
{
    [Fact]
    public async Task The_first_source_that_answers_counts_and_people_come_first()
    {
        await using var yard = new Yard();
        await yard.PushAsync("prod/net", "terraform.tfstate", StateFile.Of(
            ("aws_vpc.main", """{"id":"vpc-00000001","tags":{"Team":"platform","env":"prod"}}"""),
            ("aws_subnet.a", """{"id":"subnet-00000001","vpc_id":"vpc-00000001"}"""),
            ("aws_subnet.b", """{"id":"subnet-00000002","vpc_id":"vpc-00000001","tags":{"owner":"shop"}}"""),
            ("aws_eip.alone", """{"id":"eip-00000001"}""")));
        var ownership = new OwnershipProjection();
        using var follower = new ProjectionFollower(yard.Ledger, [ownership]);
        var correct = new CorrectOwnership(follower);
        using var join = new JoinEstate(yard.Inventory, new DriftRules(ProviderSchemas.Builtin, DefaultTable.Empty));

        Assert.Equal(["aws_eip.alone: nobody", "aws_subnet.a: platform by Neighbour", "aws_subnet.b: shop by Tag", "aws_vpc.main: platform by Tag"], await OwnersAsync());

        Assert.Null(await correct.RunAsync("ada", "prod/net//aws_subnet.*", OwnershipQuestion.Owner, "net", "They build it.", TestContext.Current.CancellationToken));
        Assert.Null(await correct.RunAsync("ada", "prod/net//aws_subnet.b", OwnershipQuestion.Owner, "till", "It was handed over.", TestContext.Current.CancellationToken));
        Assert.Null(await correct.SetRulesAsync("ada", OwnershipRules.Default with { Places = [new("prod/*", OwnershipQuestion.Owner, "operations")] }, TestContext.Current.CancellationToken));
        Assert.Equal(["aws_eip.alone: operations by Place", "aws_subnet.a: net by Correction", "aws_subnet.b: till by Correction", "aws_vpc.main: platform by Tag"], await OwnersAsync());

        Assert.Null(await correct.RunAsync("ada", "prod/net//aws_subnet.b", OwnershipQuestion.Owner, null, "It came back.", TestContext.Current.CancellationToken));
        Assert.Contains("aws_subnet.b: net by Correction", await OwnersAsync());
        Assert.NotNull(await correct.RunAsync("ada", "x", OwnershipQuestion.Owner, "y", " ", TestContext.Current.CancellationToken));

        var joined = await join.AtAsync(null, TestContext.Current.CancellationToken);
        var coverage = OwnershipCoverage.Of(joined, new OwnershipRun(joined, ownership), OwnershipQuestion.Environment, TestContext.Current.CancellationToken);
        Assert.Equal((4, 3), (coverage.All.Resources, coverage.All.Answered));
        Assert.Equal((1, 2), (coverage.Sources[OwnershipSource.Tag], coverage.Sources[OwnershipSource.Neighbour]));

        async Task<IReadOnlyList<string>> OwnersAsync()
        {
            var estate = await join.AtAsync(null, TestContext.Current.CancellationToken);
            var run = new OwnershipRun(estate, ownership);
            return [.. estate.Resources().Select(r => $"{r.Row.Key.Address}: {(run.Answer(r, OwnershipQuestion.Owner) is { } a ? $"{a.Value} by {a.Source}" : "nobody")}").Order(StringComparer.Ordinal)];
        }
    }
}
