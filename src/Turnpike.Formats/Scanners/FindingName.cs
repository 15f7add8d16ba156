using System.Text.RegularExpressions;

namespace Turnpike.Formats.Scanners;

/// <summary>What a finding is called, from all that a tool calls it.</summary>
internal static partial class FindingName
{
    /// <summary>CVEs go before advisories, these before anything else. A rule that has a CVE in its name is that CVE.</summary>
    public static (string Id, IReadOnlyList<string> Aliases) Of(IEnumerable<string?> names)
    {
        var all = names.Select(ScannerText.Name).OfType<string>()
            .Select(static n => Known().Match(n) is { Success: true } known ? Canonical(known.Value) : n)
            .Distinct(StringComparer.Ordinal)
            .OrderBy(Rank).ThenBy(static n => n, StringComparer.Ordinal)
            .ToList();
        return all.Count == 0 ? ("unknown", []) : (all[0], all[1..]);
    }

    /// <summary>CVEs and GHSAs name one fault each; an advisory of a distribution may cover several.</summary>
    public static bool IsOfOneFault(string name) => Rank(name) < 2;

    public static FindingSeverity Severity(string? text) => text?.ToUpperInvariant() switch
    {
        "CRITICAL" => FindingSeverity.Critical,
        "HIGH" or "ERROR" => FindingSeverity.High,
        "MEDIUM" or "MODERATE" or "WARNING" => FindingSeverity.Medium,
        "LOW" or "NEGLIGIBLE" or "NOTE" => FindingSeverity.Low,
        "NONE" or "INFO" => FindingSeverity.None,
        _ => FindingSeverity.Unknown,
    };

    private static int Rank(string name) =>
        name.StartsWith("CVE-", StringComparison.Ordinal) ? 0 : name.StartsWith("GHSA-", StringComparison.Ordinal) ? 1 : 2;

    // The letters of an advisory's name are small, of a CVE's large.
    private static string Canonical(string name) =>
        name.StartsWith("GHSA", StringComparison.OrdinalIgnoreCase) ? "GHSA" + name[4..].ToLowerInvariant() : name.ToUpperInvariant();

    [GeneratedRegex(@"^(?:CVE-\d{4}-\d{4,}|GHSA(?:-[0-9a-z]{4}){3})(?![0-9a-z])", RegexOptions.IgnoreCase)]
    private static partial Regex Known();
}
