using System.IO.Enumeration;

namespace Turnpike.Assessment.Lifecycle;

/// <summary>Patterns in which a star stands for any text.</summary>
internal static class Wildcard
{
    public static bool Matches(string pattern, string text) => FileSystemName.MatchesSimpleExpression(pattern.Replace("\\", "\\\\", StringComparison.Ordinal), text, ignoreCase: false);
}
