namespace Turnpike.Governance.Access;

/// <summary>What somebody may do at all. Whether they may decide on one thing in particular, the decision rights say.</summary>
public enum Permission
{
    ReadEstate,
    ReadChanges,
    ReadPolicies,

    /// <summary>Decisions, exceptions, actions, calendar, people and teams, decision rights.</summary>
    ReadGovernance,

    /// <summary>Entries, proofs, checkpoints.</summary>
    ReadLedger,

    /// <summary>Sign-ins and refusals.</summary>
    ReadAudit,

    /// <summary>Users, tokens, roles.</summary>
    ReadAccess,

    /// <summary>Send plans, states, manifests and results of code.</summary>
    Push,
    Comment,
    DecideChanges,
    GrantExceptions,
    ManageActions,
    ManageCalendar,
    DryRunPolicies,
    ManageOwnTokens,

    /// <summary>Users, everybody's tokens, roles.</summary>
    ManageAccess,

    /// <summary>Decision rights and teams.</summary>
    ManageRights,
    ManageWebhooks,

    /// <summary>Where the observed world is read, and with which of the node's credentials.</summary>
    ManageConnections,

    /// <summary>Jobs, retention, backups, health in detail.</summary>
    Operate,
}
