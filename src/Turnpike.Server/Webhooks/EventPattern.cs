using Turnpike.Ledger.Entries;

namespace Turnpike.Server.Webhooks;

/// <summary>Which events a webhook gets: a type (<c>change.judged</c>), all of a kind (<c>change.*</c>), or all (<c>*</c>).</summary>
internal static class EventPattern
{
    public static bool IsValid(string pattern) =>
        pattern == "*" || EventType.IsName(pattern) || (pattern.EndsWith(".*", StringComparison.Ordinal) && EventType.IsName(pattern[..^2]));

    public static bool Matches(string pattern, string type) =>
        pattern == "*" || pattern == type || (pattern.EndsWith(".*", StringComparison.Ordinal) && type.StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal));
}
