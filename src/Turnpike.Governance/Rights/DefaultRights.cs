namespace Turnpike.Governance.Rights;

/// <summary>Who may decide what until somebody lays it down: nobody approves their own change, and every rule can be seen.</summary>
public static class DefaultRights
{
    private static readonly string[] s_approvers = ["approver", "admin"];

    public static IReadOnlyList<DecisionRule> Rules { get; } =
    [
        new("approve-others", Allow: true) { Verbs = ["approve"], Roles = s_approvers, Own = false, Kinds = ["passing", "undecided", "standard", "normal", "emergency"] },
        new("approve-failing", Allow: true) { Verbs = ["approve"], Roles = ["admin"], Own = false, Kinds = ["failing"] },
        new("no-own-approval", Allow: false) { Verbs = ["approve"], Own = true, Reason = "whoever made a change does not approve it" },
        new("reject", Allow: true) { Verbs = ["reject"], Roles = s_approvers },
        new("withdraw", Allow: true) { Verbs = ["withdraw"], Roles = s_approvers },
        new("except", Allow: true) { Verbs = ["grant-exception"], Roles = s_approvers },
        new("no-own-exception", Allow: false) { Verbs = ["grant-exception"], Own = true, Reason = "whoever made a change does not except its findings" },
        new("revoke", Allow: true) { Verbs = ["revoke"], Roles = s_approvers },
        new("plan", Allow: true) { Verbs = ["plan"], Roles = ["approver", "operator", "admin"] },
        new("override-freeze", Allow: true) { Verbs = ["override-freeze"], Roles = ["admin"] },
    ];
}
