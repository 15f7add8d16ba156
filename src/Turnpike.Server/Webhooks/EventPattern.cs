using Turnpike.Text;

namespace Turnpike.Server.Webhooks;

/// <summary>Which events a webhook gets: a type (<c>change.judged</c>), all of a kind (<c>change.*</c>), or all (<c>*</c>).</summary>
internal static class EventPattern
{
    private const string OfKind = ".*";
    private const int MaxNear = 3;

    private static readonly string[] s_types = [.. ServerEvents.All.Select(static f => f.Type.Name).Distinct().Order(StringComparer.Ordinal)];
    private static readonly string[] s_kinds = [.. s_types.Select(static t => t.Split('.')[0] + OfKind).Distinct()];

    /// <summary>Every type that a node records, by name.</summary>
    public static IReadOnlyList<string> Types => s_types;

    /// <summary>Names those that no event of a node can match, each with what it may have meant; null where there is none.</summary>
    public static string? Fault(IEnumerable<string> patterns)
    {
        var unknown = patterns.Where(static p => !Array.Exists(s_types, t => Matches(p, t))).ToList();
        return unknown.Count == 0 ? null
            : $"There is no event {string.Join(", no ", unknown.Select(Named))}. Expected is a type such as change.judged, a kind such as change.*, or *.";
    }

    public static bool Matches(string pattern, string type) =>
        pattern == "*" || pattern == type || (pattern.EndsWith(OfKind, StringComparison.Ordinal) && type.StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal));

    private static string Named(string pattern)
    {
        var near = (pattern.EndsWith('*') ? s_kinds : s_types)
            .Select(n => (Name: n, Distance: EditDistance.Between(pattern, n)))
            .Where(n => n.Distance <= Math.Max(2, pattern.Length / 4))
            .OrderBy(static n => n.Distance).Take(MaxNear).Select(static n => n.Name).ToList();
        return near.Count == 0 ? $"\"{pattern}\"" : $"\"{pattern}\" (is it {string.Join(" or ", near)}?)";
    }
}
