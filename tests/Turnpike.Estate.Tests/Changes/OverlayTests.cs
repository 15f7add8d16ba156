using static Turnpike.Estate.Tests.PlanJson;

namespace Turnpike.Estate.Tests.Changes;

public class OverlayTests
{
    private const string Prior = """
        [{"address": "aws_a.untouched", "mode": "managed", "type": "aws_a", "name": "untouched", "provider_name": "registry.terraform.io/hashicorp/aws", "values": {"id": "u"}},
         {"address": "aws_a.gone", "mode": "managed", "type": "aws_a", "name": "gone", "provider_name": "registry.terraform.io/hashicorp/aws", "values": {"id": "g"}},
         {"address": "data.aws_b.read", "mode": "data", "type": "aws_b", "name": "read", "provider_name": "registry.terraform.io/hashicorp/aws", "values": {"id": "r"}}]
        """;

    [Fact]
    public void Each_side_holds_what_is_there_then()
    {
        var changes = string.Join(",",
            Create("aws_a.new"),
            Delete("aws_a.gone", """{"id": "g"}"""),
            Change("aws_a.left", "\"forget\"", """{"id": "l"}""", "null"),
            Change("aws_a.swapped", "\"create\", \"delete\"", """{"id": "s"}""", "{}", "id"),
            Change("aws_a.swapped", "\"delete\"", """{"id": "old"}""", "null").Replace("\"mode\"", "\"deposed\": \"12345678\", \"mode\"", StringComparison.Ordinal),
            Change("aws_a.moved", "\"no-op\"", """{"id": "m"}""", """{"id": "m"}""").Replace("\"mode\"", "\"previous_address\": \"aws_a.was\", \"mode\"", StringComparison.Ordinal),
            Keep("aws_a.same", """{"id": "same"}"""));
        var overlay = Estates.Plan(changes, "{}", Prior);

        Assert.Equal("aws_a.gone aws_a.left aws_a.same aws_a.swapped aws_a.untouched aws_a.was", overlay.Before.Resources("aws_a").Text());
        Assert.Equal("aws_a.moved aws_a.new aws_a.same aws_a.swapped aws_a.untouched", overlay.After.Resources("aws_a").Text());
        Assert.Equal("data.aws_b.read", overlay.After.Resources("data.aws_b").Text());
        Assert.Same(overlay.Before.Get("aws_a.same"), overlay.After.Get("aws_a.same"));
        Assert.Equal("12345678", Assert.Single(overlay.Before.All, static r => r.Deposed is not null).Deposed);
        Assert.DoesNotContain(overlay.After.All, static r => r.Deposed is not null);
        Assert.Equal("aws_a.moved", overlay.After.Get("aws_a.was").Address.Text);
        Assert.Equal("s", overlay.Before.Get("aws_a.swapped").Attributes is Turnpike.Values.ObjectValue o ? ((Turnpike.Values.StringValue)o.Get("id")!).Value : null);
    }

    [Fact]
    public void The_prior_estate_shows_where_no_plan_speaks()
    {
        var state = Estates.Plan(string.Join(",", Keep("aws_a.same", """{"id": "stale"}"""), Keep("aws_a.elsewhere", """{"id": "e"}""")));
        var plan = Estates.PlannedOf(Keep("aws_a.same", """{"id": "fresh"}"""));
        var overlay = Turnpike.Estate.Changes.Overlay.Of(state.After, [plan], Estates.Joins);

        Assert.Equal("aws_a.elsewhere aws_a.same", overlay.After.Resources("aws_a").Text());
        Assert.Equal("""{"id":"fresh"}""", overlay.After.Get("aws_a.same").Attributes.ToString());
    }

    [Fact]
    public void Every_change_of_every_plan_finds_its_sides()
    {
        foreach (var plan in Estates.VectorPlans())
        {
            var overlay = Estates.Vector(plan);
            foreach (var change in overlay.Changes)
            {
                Assert.Equal(change.Before is not null, overlay.ResourceBefore(change) is not null);
                Assert.Equal(change.After is not null && !change.Actions.Deletes || change.Actions.Creates, overlay.ResourceAfter(change) is not null);
                Assert.Equal(change.After, overlay.ResourceAfter(change)?.Attributes);
            }

            foreach (var side in (EstateModel[])[overlay.Before, overlay.After])
            {
                Assert.DoesNotContain(side.All.Where(static r => r.Deposed is null).GroupBy(static r => r.Address.Text), static g => g.Count() > 1);
            }
        }
    }
}
