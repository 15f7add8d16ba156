using Turnpike.Assessment.Profiles;
using Turnpike.Assessment.Runs;
using Turnpike.Delivery.Changes;
using Turnpike.Inventory;
using Turnpike.Web.Elements;
using Turnpike.Web.Estate;

namespace Turnpike.Web.Bench;

/// <summary>Which pages are asked for.</summary>
internal static class BenchPages
{
    public static async Task<IReadOnlyList<string>> OfAsync(BenchNode node)
    {
        var changes = node.Get<ChangeProjection>().Open().ToList();
        var estate = await node.Get<EstateInventory>().AtAsync();
        var hub = estate.Rows("platform/cell0").First(static r => r.Type == "aws_vpc");
        var one = estate.Rows("shop/service7").First(static r => r.Type == "aws_instance");
        await node.Get<RunAssessment>().RunAsync("bench", Profile.Empty);
        return
        [
            "/", "/changes", "/changes?q=migration+7", "/changes?state=waiting&verdict=fail",
            Address.Under("/changes", changes[0].Id), Address.Under("/changes", changes.First(static c => c.Judged.Scope == "shop/large").Id),
            "/estate", "/estate?q=web-77", "/estate?q=type:aws_instance+-tag:env%3Dprod+attr:monitoring%3Dtrue", "/estate?q=no-such-text",
            "/estate/scopes", "/estate/differences?from=2020-01-01T00:00:00Z", "/estate/suggestions?q=type:aws_",
            EstateAddress.Of(one.Key), EstateAddress.Of(one.Key, null, "relations"), EstateAddress.Of(one.Key, null, "history"), EstateAddress.Of(hub.Key), EstateAddress.Of(hub.Key, null, "relations") + "&depth=4",
            "/connections", "/connections/main", "/connect/aws", "/estate/joined", "/estate/joined?status=drifted&by=owner", "/estate/joined?by=type&q=web-77", "/estate/joined/coverage", "/estate/joined/conflicts", "/assess",
            "/policies", "/policies/aws-alarm-silent", "/policies/try", "/ledger", "/ledger?type=change.", "/ledger/100", "/calendar",
            "/admin/tokens", "/admin/users", "/admin/roles", "/admin/rights", "/admin/node", "/palette?q=web",
        ];
    }
}
