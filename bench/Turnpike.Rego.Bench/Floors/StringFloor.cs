using System.Globalization;
using System.Text.RegularExpressions;
using Turnpike.Values;

namespace Turnpike.Rego.Bench.Floors;

/// <summary>With .NET's own engine in its linear mode, since a policy's patterns must not backtrack either.</summary>
internal sealed class StringFloor(StringFloor.Document document)
{
    private static readonly Regex s_line = new("""^(\S+) - (\S+) \[([^\]]+)\] "(\w+) (\S+) [^"]+" ([0-9]{3}) ([0-9]+)$""", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    private static readonly Regex s_odd = new(@"(\.\./|//|/_)", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public Value Evaluate()
    {
        var parsed = new HashSet<Entry>();
        foreach (var line in document.Lines)
        {
            if (s_line.Match(line) is { Success: true, Groups: var groups })
            {
                parsed.Add(new Entry(groups[1].Value, groups[2].Value, groups[5].Value, int.Parse(groups[6].ValueSpan, CultureInfo.InvariantCulture)));
            }
        }

        var errors = new HashSet<string>();
        var suspicious = new HashSet<string>();
        var segments = new HashSet<string>();
        var longest = 0;
        foreach (var entry in parsed)
        {
            longest = Math.Max(longest, entry.Path.Length);
            if (entry.Status >= 500)
            {
                errors.Add($"{entry.User} {entry.Path.ToLowerInvariant()} {entry.Status}");
            }

            if (s_odd.IsMatch(entry.Path))
            {
                suspicious.Add(entry.Path);
            }

            foreach (var segment in entry.Path.TrimStart('/').Split('/'))
            {
                if (!segment.StartsWith('_'))
                {
                    segments.Add(segment);
                }
            }
        }

        var upper = string.Join(',', suspicious.Select(path => path.Replace('-', '_').ToUpperInvariant()));
        return Value.Object(
            ("errors", Value.Of(errors.Count)),
            ("suspicious", Value.Of(suspicious.Count)),
            ("segments", Value.Of(segments.Count)),
            ("longest", Value.Of(longest)),
            ("upper", Value.Of(upper.Length)));
    }

    internal sealed record Document(string[] Lines);

    private sealed record Entry(string Ip, string User, string Path, int Status);
}
