using Turnpike.Governance.Rights;

namespace Turnpike.Governance.Tests;

public class RightsTests
{
    private static readonly DecisionRights s_rights = new(
    [
        new("standard-changes", Allow: true) { Verbs = ["approve", "reject"], Roles = ["contributor", "approver"], Kinds = ["standard"], MaxRisk = 20 },
        new("production", Allow: true) { Verbs = ["approve", "reject"], Roles = ["approver"], Environments = ["prod*"], MaxRisk = 60 },
        new("production-high-risk", Allow: true) { Verbs = ["approve"], Roles = ["approver"], Environments = ["prod*"], MinRisk = 40, Needed = 2 },
        new("four-eyes", Allow: false) { Verbs = ["approve"], Own = true, Reason = "somebody else has to look" },
    ]);

    [Theory]
    [InlineData("approver", "approve", "production", "normal", 10, "bob", true, "rule production allows it")]
    [InlineData("approver", "approve", "production", "normal", 50, "bob", true, "rule production-high-risk allows it")]
    [InlineData("contributor", "approve", "staging", "standard", 5, "bob", true, "rule standard-changes allows it")]
    [InlineData("approver", "approve", "production", "normal", 10, "ada", false, "rule four-eyes forbids it: somebody else has to look")]
    [InlineData("contributor", "approve", "production", "standard", 30, "bob", false, "the closest, standard-changes, ends at risk 20, and this is 30")]
    [InlineData("viewer", "reject", "production", "normal", 10, "bob", false, "the closest, production, needs the role approver, and ada has viewer")]
    [InlineData("approver", "reject", "production", "normal", null, "bob", false, "ends at risk 60, and this is not assessed")]
    [InlineData("approver", "approve", null, "normal", 70, "bob", false, "the closest, production-high-risk, is for environment prod*, not one that is not known")]
    public void Each_answer_names_its_rule(string role, string verb, string? environment, string kind, int? risk, string author, bool isAllowed, string why)
    {
        var answer = s_rights.Ask(Principal.With("ada", role), new DecisionRequest(verb, environment, "tier-1", kind, risk, author));

        Assert.Equal(isAllowed, answer.IsAllowed);
        Assert.Contains(why, answer.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_rules_nothing_is_allowed() =>
        Assert.False(new DecisionRights([]).Ask(Principal.With("ada", "admin"), new DecisionRequest("approve", null, null, null, 0, null)).IsAllowed);
}
