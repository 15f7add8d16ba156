using Turnpike.Governance.Rights;

namespace Turnpike.Delivery.Deciding;

/// <summary>
/// Who may decide what until somebody lays down other rules. Nobody approves or excepts their own change; a change whose
/// verdict is FAIL goes on by exceptions for its findings, or by an admin, with a reason.
/// </summary>
public static class DefaultRights
{
    public static DecisionRights Rights { get; } = new(
    [
        new DecisionRule("approvers-approve", Allow: true)
        {
            Verbs = ["approve"], Roles = ["approver", "admin"], Kinds = ["passing", "undecided"], Own = false,
        },
        new DecisionRule("admins-approve-failing", Allow: true)
        {
            Verbs = ["approve"], Roles = ["admin"], Kinds = ["failing"], Own = false,
        },
        new DecisionRule("approvers-reject", Allow: true)
        {
            Verbs = ["reject"], Roles = ["approver", "admin"],
        },
        new DecisionRule("authors-withdraw", Allow: true)
        {
            Verbs = ["withdraw"], Own = true,
        },
        new DecisionRule("approvers-withdraw", Allow: true)
        {
            Verbs = ["withdraw"], Roles = ["approver", "admin"],
        },
        new DecisionRule("approvers-except", Allow: true)
        {
            Verbs = ["grant-exception"], Roles = ["approver", "admin"], Own = false,
        },
        new DecisionRule("approvers-revoke", Allow: true)
        {
            Verbs = ["revoke"], Roles = ["approver", "admin"],
        },
    ]);
}
