using Turnpike.Assessment.Facts;
using Turnpike.Gate.Rules;

namespace Turnpike.Assessment.Results;

/// <summary>What a section writes while it judges.</summary>
public sealed class SectionSheet(AssessedEstate estate)
{
    private readonly List<Measure> _measures = [];
    private readonly List<Line> _lines = [];
    private readonly List<Table> _tables = [];
    private readonly List<NotJudged> _notJudged = [];

    /// <summary>Grades a measure by the profile. Null where it could not be measured.</summary>
    public void Add(MeasureForm form, double? value, int? of = null)
    {
        var rounded = value is { } v ? Math.Round(v, 1) : (double?)null;
        var threshold = estate.Profile.Thresholds.GetValueOrDefault(form.Id);
        _measures.Add(new Measure(form.Id, form.Name, rounded, form.Unit, of, form.HigherIsBetter, threshold, rounded is null ? Grade.Unknown : threshold?.Grade(rounded, form.HigherIsBetter) ?? Grade.None));
    }

    /// <summary>A share in percent; not measurable of none.</summary>
    public void AddShare(MeasureForm form, int part, int of) => Add(form, of == 0 ? null : 100.0 * part / of, of);

    /// <summary>A line about resources: its owner is theirs where they have one and the same.</summary>
    public void Add(string kind, Severity severity, IReadOnlyList<AssessedResource> subjects, string what, string why, IEnumerable<Evidence> evidence, string firstStep) =>
        Add(Line.Of(kind, severity, [.. subjects.Select(Subject.Of)], what, why, evidence, firstStep));

    public void Add(Line line) => _lines.Add(line.Cut());

    public void Add(Table table) => _tables.Add(table);

    public void Add(NotJudged notJudged) => _notJudged.Add(notJudged);

    /// <summary>What nobody could read of these types: a line for each way that it was refused.</summary>
    public void AddUnread(string what, params ReadOnlySpan<string> types)
    {
        foreach (var group in estate.Unread(types).GroupBy(static u => (u.Item.What, u.Item.Status)))
        {
            var places = group.Select(static u => $"{u.Place.Account} {u.Place.Region}".TrimEnd()).Distinct().ToList();
            var first = group.First();
            Add(new NotJudged(what, null, $"{first.Item.What} was {first.Item.Status} in {string.Join(", ", places.Take(5))}{(places.Count > 5 ? $" and {places.Count - 5} more" : "")}{(first.Item.Message is { Length: > 0 } m ? ": " + m : "")}", "Allow the call to the connection's role and sync again."));
        }
    }

    /// <summary>The worst lines first, the largest of them first.</summary>
    public SectionResult ToResult(string id, string title, string summary) => new(
        id,
        title,
        summary,
        _measures,
        [.. _lines.OrderByDescending(static l => l.Severity).ThenByDescending(static l => l.SubjectCount).ThenBy(static l => l.Kind, StringComparer.Ordinal).ThenBy(static l => l.What, StringComparer.Ordinal)],
        _tables,
        _notJudged);
}
