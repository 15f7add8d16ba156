namespace Turnpike.Governance;

/// <summary>A name, or the beginning of names followed by <c>*</c>.</summary>
internal static class Pattern
{
    public static bool Matches(string pattern, string value) =>
        pattern.EndsWith('*') ? value.StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal) : pattern == value;
}
