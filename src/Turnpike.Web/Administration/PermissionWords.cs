using Turnpike.Governance.Access;

namespace Turnpike.Web.Administration;

/// <summary>What a permission lets somebody do, for people.</summary>
internal static class PermissionWords
{
    public static string Says(Permission permission) => permission switch
    {
        Permission.ReadEstate => "See resources, their attributes without secrets, relations and history.",
        Permission.ReadChanges => "See changes, their diffs and findings.",
        Permission.ReadPolicies => "See rules, and where they fire.",
        Permission.ReadGovernance => "See decisions, exceptions, actions, the calendar, people, teams, and who may decide.",
        Permission.ReadLedger => "See entries, proofs and checkpoints, and have the ledger verified.",
        Permission.ReadAudit => "See sign-ins and refusals.",
        Permission.ReadAccess => "See users and everybody's tokens.",
        Permission.Push => "Send plans, states, manifests and results of code.",
        Permission.Comment => "Say something about a change.",
        Permission.DecideChanges => "Approve and reject, where the decision rights allow it.",
        Permission.GrantExceptions => "Waive findings, where the decision rights allow it.",
        Permission.ManageActions => "Open, change and complete actions.",
        Permission.ManageCalendar => "Plan windows, freezes and reviews, where the decision rights allow it.",
        Permission.DryRunPolicies => "Try rules on the estate and on past changes.",
        Permission.ManageOwnTokens => "Make and revoke tokens of one's own, and addresses for calendar programs.",
        Permission.ManageAccess => "Make, change and remove users, and everybody's tokens.",
        Permission.ManageRights => "Lay down who may decide what, and who is in which team.",
        Permission.ManageWebhooks => "Send events to other systems.",
        Permission.Operate => "See how the node is, run its jobs, make backups.",
        _ => "",
    };
}
