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
        ["exception-revoked"] = "The exception is revoked.",
        ["applied"] = "The change is marked as applied.",
        ["withdrawn"] = "The change is withdrawn.",
        ["user-added"] = "The user is added.",
        ["user-changed"] = "The user is changed.",
        ["token-revoked"] = "The token is revoked.",
        ["planned"] = "The entry is in the calendar.",
        ["cancelled"] = "The entry is cancelled.",
        ["welcome"] = "Welcome. You are the first administrator.",
    };

    public static string? Find(string? code) => code is null ? null : s_words.GetValueOrDefault(code);
}
