using System.Globalization;
using System.Text.RegularExpressions;

namespace Turnpike.Assessment.Sections;

/// <summary>A version as code names it: exactly, by a constraint, or by a revision.</summary>
/// <param name="Numbers">The numbers that it begins with; of a constraint its lower bound.</param>
/// <param name="IsExact">It is one version and no other.</param>
internal sealed partial record ModuleVersion(string Text, IReadOnlyList<int> Numbers, bool IsExact)
{
    public int Major => Numbers[0];

    /// <summary>Null where it names no version: a branch, a commit.</summary>
    public static ModuleVersion? Read(string? text)
    {
        if (text is null)
        {
            return null;
        }

        // Of several constraints the one that bounds from below tells what is in use.
        var lower = text.Split(',').Select(static p => p.Trim()).FirstOrDefault(static p => !p.StartsWith('<') && !p.StartsWith('!'));
        return lower is not null && VersionPattern().Match(lower) is { Success: true } match
            ? new ModuleVersion(text, [.. match.Groups["numbers"].Value.Split('.').Select(static n => int.Parse(n, CultureInfo.InvariantCulture))], match.Groups["how"].Value is "" or "=" && !text.Contains(',', StringComparison.Ordinal))
            : null;
    }

    /// <summary>A constraint that cannot take in a version that breaks it.</summary>
    public static bool IsBounded(string constraint) =>
        constraint.Split(',').Select(static p => p.Trim()).Any(static p => p.StartsWith("~>", StringComparison.Ordinal) || p.StartsWith('<') || p.StartsWith('=') || (p.Length > 0 && (char.IsAsciiDigit(p[0]) || p[0] == 'v')));

    public int CompareTo(ModuleVersion other)
    {
        for (var i = 0; i < Math.Max(Numbers.Count, other.Numbers.Count); i++)
        {
            var difference = Numbers.ElementAtOrDefault(i).CompareTo(other.Numbers.ElementAtOrDefault(i));
            if (difference != 0)
            {
                return difference;
            }
        }

        return 0;
    }

    [GeneratedRegex(@"^(?<how>=|>=|>|~>|)\s*(?:[A-Za-z_-]+[-/])?v?(?<numbers>\d{1,6}(?:\.\d{1,6}){0,3})(?:[-+][0-9A-Za-z.-]+)?$")]
    private static partial Regex VersionPattern();
}
