using Turnpike.Delivery.Changes;
using Turnpike.Gate.Findings;
using Turnpike.Governance.Actions;
using Turnpike.Governance.Exceptions;
using Turnpike.Inventory.Joining;

namespace Turnpike.Web.Today;

/// <summary>What needs whoever looks, and what happened since they looked last.</summary>
public sealed record TodayView
{
    public int Waiting { get; init; }

    public int Approved { get; init; }

    public int Failing { get; init; }

    /// <summary>When the change that waits longest came; null where none waits.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    public int Resources { get; init; }

    public int Scopes { get; init; }

    public Week Week { get; init; } = new(0, 0, 0, null);

    /// <summary>Exceptions in force: risk that somebody accepted.</summary>
    public int Exceptions { get; init; }

    public IReadOnlyList<WaitingChange> ForMe { get; init; } = [];

    public IReadOnlyList<(Change Change, ChangeStanding Standing)> Mine { get; init; } = [];

    public IReadOnlyList<(Change Change, ChangeStanding Standing)> Latest { get; init; } = [];

    /// <summary>On resources whose tags name the viewer or a team of theirs, the new ones first.</summary>
    public IReadOnlyList<OwnFinding> Own { get; init; } = [];

    /// <summary>How many resources the viewer and their teams own.</summary>
    public int Owned { get; init; }

    /// <summary>Those that end soon, the viewer's own first.</summary>
    public IReadOnlyList<(PolicyException Exception, bool IsMine)> Ending { get; init; } = [];

    /// <summary>What drifted of what the viewer and their teams own, the new first.</summary>
    public IReadOnlyList<OwnDrifted> Drift { get; init; } = [];

    public IReadOnlyList<ActionItem> Actions { get; init; } = [];

    public IReadOnlyList<LateScope> Late { get; init; } = [];

    public IReadOnlyList<FailedSync> FailedSyncs { get; init; } = [];

    public IReadOnlyList<EndingCertificate> Certificates { get; init; } = [];

    /// <summary>When the viewer looked last; null if never.</summary>
    public DateTimeOffset? LookedAt { get; init; }

    /// <summary>The latest first.</summary>
    public IReadOnlyList<Happening> Since { get; init; } = [];

    /// <summary>Nothing was ever pushed.</summary>
    public bool IsNew { get; init; }

    /// <summary>As the command reaches this node.</summary>
    public string Server { get; init; } = "";
}

/// <param name="Why">The viewer is asked.</param>
public sealed record WaitingChange(Change Change, ChangeStanding Standing, string Why);

public sealed record OwnFinding(Finding Finding, bool IsNew);

/// <param name="At">When it was pushed last.</param>
/// <param name="Usual">Between its pushes; null where there were too few to say.</param>
public sealed record LateScope(string Name, DateTimeOffset At, TimeSpan? Usual);

/// <summary>What is amiss with a connection's syncs, the gravest first.</summary>
public enum SyncTrouble
{
    /// <summary>Nothing could be read.</summary>
    Failed,

    /// <summary>It was due, and has not begun.</summary>
    Late,

    /// <summary>Some of it could not be read.</summary>
    Partial,
}

/// <param name="At">When it ended, or was due.</param>
/// <param name="Says">Why.</param>
public sealed record FailedSync(string Connection, DateTimeOffset At, string Says, SyncTrouble Trouble);

public sealed record OwnDrifted(JoinedResource Resource, bool IsNew);

public sealed record EndingCertificate(string Key, string Address, DateTimeOffset Ends);

/// <summary>Something that somebody did.</summary>
public sealed record Happening(DateTimeOffset At, string By, string Did, string What, string Href);

/// <summary>The last seven days.</summary>
/// <param name="Wait">From a change's coming to the first decision on it, in the middle of all; null where nothing was decided.</param>
public sealed record Week(int Sent, int Decided, int Applied, TimeSpan? Wait);
