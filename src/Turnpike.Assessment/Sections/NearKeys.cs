using Turnpike.Assessment.Reports;
using Turnpike.Assessment.Results;
using Turnpike.Gate.Rules;

namespace Turnpike.Assessment.Sections;

/// <summary>Keys of tags that nearly are a required one: <c>Env</c> beside <c>environment</c>, so that filters and bills see two things.</summary>
/// <param name="required">The keys that are required.</param>
internal sealed class NearKeys(IReadOnlyList<string> required)
{
    private const int MaxEvidence = 2;

    // Words that people use for one another in keys.
    private static readonly string[][] s_same =
    [
        ["environment", "env", "stage"], ["owner", "team", "ownedby", "serviceowner"], ["costcenter", "costcentre", "cc", "billing", "billto"],
        ["dataclass", "dataclassification", "classification", "sensitivity"], ["service", "app", "application", "component"], ["project", "product"], ["tier", "criticality"],
    ];

    // By key; null for one that is near none.
    private readonly Dictionary<string, Near?> _keys = new(StringComparer.Ordinal);

    private sealed record Near(string Key)
    {
        public List<Tagged> By { get; } = [];

        /// <summary>Of the first who have it.</summary>
        public List<Evidence> Evidence { get; } = [];
    }

    public void Take(Tagged tagged, IReadOnlyList<KeyValuePair<string, string>> tags)
    {
        foreach (var (key, value) in tags)
        {
            if (!_keys.TryGetValue(key, out var near))
            {
                _keys[key] = near = required.Any(t => IsNear(key, t)) ? new Near(key) : null;
            }

            near?.By.Add(tagged);
            if (near?.Evidence.Count < MaxEvidence)
            {
                near.Evidence.Add(new Evidence(tagged.Resource.Key.ToString(), $"tags.{key}", value));
            }
        }
    }

    /// <returns>How many there are.</returns>
    public int WriteTo(SectionSheet sheet)
    {
        var count = 0;
        foreach (var (at, tag) in required.Index())
        {
            var others = _keys.Values.OfType<Near>().Where(n => IsNear(n.Key, tag)).OrderByDescending(static n => n.By.Count).ToList();
            count += others.Count;
            var subjects = others.SelectMany(static o => o.By).Where(r => !r.Has[at]).Select(static r => r.Resource).Distinct().ToList();
            if (subjects.Count > 0)
            {
                sheet.Add(
                    "tagging.near-miss",
                    Severity.Low,
                    subjects,
                    $"{string.Join(", ", others.Select(static o => $"{o.Key} ({ReportWords.Number(o.By.Count)})"))} instead of {tag} on {ReportWords.Many(subjects.Count, "resource")}",
                    "What goes by the key misses them: they look as if nobody had tagged them.",
                    others.SelectMany(static o => o.Evidence),
                    $"Agree on {tag}; rename the key where code sets it.");
            }
        }

        return count;
    }

    private static bool IsNear(string key, string tag) => key != tag && MeansOf(key) == MeansOf(tag);

    private static string MeansOf(string key)
    {
        var plain = string.Concat(key.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return Array.Find(s_same, s => s.Contains(plain)) is { } same ? same[0] : plain;
    }
}
