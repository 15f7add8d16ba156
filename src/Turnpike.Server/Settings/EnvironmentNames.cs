using System.Text.RegularExpressions;

namespace Turnpike.Server.Settings;

/// <summary>Which setting a variable of the environment gives.</summary>
internal static class EnvironmentNames
{
    private const string FileSuffix = "_FILE";

    // Of the command line, not of a node.
    private static readonly string[] s_others = ["TURNPIKE_DEBUG", "TURNPIKE_TOKEN", "TURNPIKE_TOKEN_FILE", "TURNPIKE_URL", "TURNPIKE_SERVER", SettingsReader.FileVariable];

    private static readonly List<(Regex Pattern, Setting Setting)> s_patterns = [.. SettingTable.All.Select(static s => (Pattern(s), s))];

    /// <summary>The keys from the file's root down; null where it is no setting. A chosen name is in small letters, with hyphens for underscores.</summary>
    public static IReadOnlyList<string>? Path(string name) =>
        PathOf(name, static _ => true, "") ?? (name.EndsWith(FileSuffix, StringComparison.Ordinal) ? PathOf(name[..^FileSuffix.Length], static s => s.IsSecret, "-file") : null);

    /// <summary>The variable that a misspelt one may have meant. Those that Kubernetes sets for a service of our name are nobody's mistake.</summary>
    public static string? Nearest(string name) =>
        s_others.Contains(name) || name.StartsWith("TURNPIKE_SERVICE_", StringComparison.Ordinal) || name.StartsWith("TURNPIKE_PORT", StringComparison.Ordinal)
            ? null
            : SettingNames.Nearest(name, SettingTable.All.Where(static s => !s.IsNamed).Select(static s => s.Variable));

    private static string[]? PathOf(string name, Func<Setting, bool> isWanted, string suffix)
    {
        foreach (var (pattern, setting) in s_patterns)
        {
            if (isWanted(setting) && pattern.Match(name) is { Success: true } match)
            {
                var chosen = new Queue<string>(match.Groups.Values.Skip(1).Select(static g => g.Value.ToLowerInvariant().Replace('_', '-')));
                var path = setting.Key.Split('.').Select(step => step == "*" ? chosen.Dequeue() : step).ToArray();
                path[^1] += suffix;
                return path;
            }
        }

        return null;
    }

    private static Regex Pattern(Setting setting) => new($"^{string.Join("(.+)", setting.Variable.Split('*').Select(Regex.Escape))}$", RegexOptions.CultureInvariant);
}
