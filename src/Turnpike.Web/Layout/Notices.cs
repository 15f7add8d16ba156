namespace Turnpike.Web.Layout;

/// <summary>What a page says after something was done. The address names it; only these words can appear.</summary>
internal static class Notices
{
    private static readonly Dictionary<string, string> s_words = new()
    {
        ["approved"] = "Approved. The decision is in the ledger.",
        ["rejected"] = "Rejected. The decision is in the ledger.",
        ["revoked"] = "The decision is revoked.",
        ["commented"] = "Your comment is added.",
        ["waived"] = "The exception is granted; the finding no longer counts.",
        ["granted"] = "The exception is granted.",
        ["extended"] = "The exception ends later now.",
        ["exception-revoked"] = "The exception is revoked.",
        ["applied"] = "The change is marked as applied.",
        ["owners-accepted"] = "The owners are accepted.",
        ["ownership-corrected"] = "What you said is recorded, and counts.",
        ["withdrawn"] = "The change is withdrawn.",
        ["judged"] = "Judged again; the outcome is another one now.",
        ["judged-same"] = "Judged again; nothing is different.",
        ["user-added"] = "The user is added.",
        ["user-changed"] = "The user is changed.",
        ["token-revoked"] = "The token is revoked.",
        ["planned"] = "The entry is in the calendar.",
        ["cancelled"] = "The entry is cancelled.",
        ["password-set"] = "Your password is set. Welcome.",
        ["password-changed"] = "Your password is changed; you are signed out everywhere else.",
        ["user-removed"] = "The user is removed.",
        ["session-ended"] = "That browser is signed out.",
        ["sessions-ended"] = "You are signed out everywhere else.",
        ["rights-defined"] = "The rules are in force.",
        ["webhook-changed"] = "The webhook is changed.",
        ["webhook-removed"] = "The webhook is removed.",
        ["webhook-tested"] = "A test is on its way; it appears among the deliveries.",
        ["webhook-redelivered"] = "The delivery is sent once more.",
        ["job-started"] = "The job is asked for; it runs as soon as a node is free.",
        ["backup-made"] = "The backup is made. Copy it to another machine.",
        ["connected"] = "It is connected.",
        ["connection-changed"] = "The connection is changed.",
        ["connection-paused"] = "It is paused; nothing begins by itself.",
        ["connection-resumed"] = "It syncs by itself again.",
        ["connection-removed"] = "The connection is removed; what it read stays in the estate.",
        ["sync-started"] = "The sync is asked for.",
        ["sync-cancelled"] = "The sync is cancelled; what it has read by then stays.",
        ["feed-removed"] = "The address opens nothing any more.",
        ["welcome"] = "Welcome. You are the first administrator.",
    };

    public static string? Find(string? code) => code is null ? null : s_words.GetValueOrDefault(code);
}
