using System.Text.RegularExpressions;

namespace Turnpike.Connectors.States;

/// <summary>A path with <c>*</c> (within a name) and <c>**</c> (any folders). Hidden folders are walked only where the pattern names them.</summary>
internal sealed class FilePattern
{
    private readonly string _fixed;
    private readonly Regex _form;
    private readonly string _pattern;

    public FilePattern(string pattern)
    {
        _pattern = pattern;
        var full = Path.GetFullPath(pattern);
        var steps = full.Split('/');
        var wild = Array.FindIndex(steps, static s => s.Contains('*', StringComparison.Ordinal));
        _fixed = wild >= 0 ? (string.Join('/', steps[..wild]) is { Length: > 0 } root ? root : "/")
            : Directory.Exists(full) ? full
            : Path.GetDirectoryName(full)!;
        _form = Form(full);
    }

    /// <summary>Whether a name, such as the key of an object, is of the form.</summary>
    public static Regex Form(string pattern) => new(
        "^" + Regex.Escape(pattern).Replace(@"\*\*/", "(?:[^/]+/)*", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal) + "$",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public IEnumerable<string> Find()
    {
        if (!_pattern.Contains('*', StringComparison.Ordinal))
        {
            return File.Exists(_pattern) ? [Path.GetFullPath(_pattern)] : Directory.Exists(_pattern) ? new FilePattern(Path.Join(_pattern, "terraform.tfstate")).Find() : [];
        }

        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 24, AttributesToSkip = FileAttributes.ReparsePoint };
        return Directory.Exists(_fixed) ? Directory.EnumerateFiles(_fixed, "*", options).Where(p => _form.IsMatch(p) && !p.Contains("/.terraform/", StringComparison.Ordinal)).Order(StringComparer.Ordinal) : [];
    }

    /// <summary>The part of a path below what the pattern says without stars.</summary>
    public string Below(string path) => path.Length <= _fixed.TrimEnd('/').Length ? "" : path[(_fixed.TrimEnd('/').Length + 1)..];
}
