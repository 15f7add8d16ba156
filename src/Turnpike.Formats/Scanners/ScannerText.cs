using System.Text.RegularExpressions;

namespace Turnpike.Formats.Scanners;

/// <summary>Texts of reports as they are kept: bounded, on one line, without credentials.</summary>
internal static partial class ScannerText
{
    private const int MaxTitle = 300;
    private const int MaxName = 500;

    public static string? Title(string? text) => Line(text, MaxTitle);

    /// <summary>What was scanned, a file, a resource. What a clone was made with is left out of its address.</summary>
    public static string? Name(string? text) => Line(text is null ? null : Credentials().Replace(text, "://"), MaxName);

    /// <summary>What somebody says of a finding (VEX), with the reasons that are given: <c>not_affected: code_not_reachable, never called</c>.</summary>
    public static string Said(string status, params IEnumerable<string?> reasons) =>
        Title(string.Join(", ", reasons.Where(static r => !string.IsNullOrEmpty(r)))) is { } why ? $"{status}: {why}" : status;

    /// <summary>Only what a browser may be sent to.</summary>
    public static string? Address(string? text) =>
        text is { Length: <= MaxName } && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && address.UserInfo.Length == 0 ? text : null;

    private static string? Line(string? text, int max)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var line = Breaks().Replace(text.Trim(), " ");
        return line.Length <= max ? line : line[..(char.IsHighSurrogate(line[max - 1]) ? max - 1 : max)] + "…";
    }

    [GeneratedRegex("://[^/@\\s]*@", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Credentials();

    [GeneratedRegex(@"[\p{Cc}\p{Zl}\p{Zp}]+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Breaks();
}
