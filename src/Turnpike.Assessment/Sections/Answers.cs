using System.Globalization;
using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Reports;
using Turnpike.Assessment.Results;
using Turnpike.Gate.Rules;
using Turnpike.Values;

namespace Turnpike.Assessment.Sections;

/// <summary>One question that was asked of many: who fails, how many are fine, of whom nobody can tell.</summary>
/// <param name="kind">Of the lines.</param>
/// <param name="what">Who fails, in words that the numbers follow: <c>Databases in one zone</c>.</param>
internal sealed class Answers(string kind, string what)
{
    private readonly SortedDictionary<Severity, Group> _failing = new(Comparer<Severity>.Create(static (a, b) => b.CompareTo(a)));
    private readonly HashSet<Subject> _open = [];

    /// <summary>Who fails by one severity. Of thousands the first stand for all in names and evidence.</summary>
    private sealed class Group
    {
        public HashSet<Subject> Subjects { get; } = [];

        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

        public List<Evidence> Evidence { get; } = [];
    }

    public int Failing => _failing.Count == 1 ? _failing.Values.First().Subjects.Count : _failing.Values.SelectMany(static g => g.Subjects).Distinct().Count();

    public IEnumerable<AssessedResource> FailingResources => _failing.Values.SelectMany(static g => g.Subjects).Select(static s => s.Resource).OfType<AssessedResource>();

    public int Fine { get; private set; }

    public int Open => _open.Count;

    /// <summary>Of how many an answer is known.</summary>
    public int Known => Failing + Fine;

    public void Fails(AssessedResource resource, Severity severity, params Evidence[] evidence) =>
        Fails(Subject.Of(resource), resource.Name, severity, evidence);

    public void Fails(ObservedFacts facts, string name, Severity severity, params Evidence[] evidence) =>
        Fails(Subject.Called(facts.Key.ToString()), name, severity, evidence);

    /// <summary>Of an account, a cluster, whatever is no resource.</summary>
    public void Fails(string subject, Severity severity, params Evidence[] evidence) => Fails(Subject.Called(subject), subject, severity, evidence);

    public void Passes() => Fine++;

    public void IsOpen(AssessedResource resource) => _open.Add(Subject.Of(resource));

    public void IsOpen(string subject) => _open.Add(Subject.Called(subject));

    /// <summary>Judges one attribute; what is unknown fails nobody and passes nobody.</summary>
    public void Ask(ResourceFacts facts, string path, Func<Value?, bool> fails, Severity severity) =>
        Take(facts, facts.Attributes is UnknownValue || facts.At(path).IsOpen() ? null : fails(facts.At(path)), severity, facts.EvidenceOf(path));

    /// <param name="fails">Null where nobody can tell.</param>
    public void Take(ResourceFacts facts, bool? fails, Severity severity, params Evidence[] evidence) => Take(facts.Resource, fails, severity, evidence);

    /// <inheritdoc cref="Take(ResourceFacts, bool?, Severity, Evidence[])"/>
    public void Take(AssessedResource resource, bool? fails, Severity severity, params Evidence[] evidence)
    {
        if (fails is null)
        {
            IsOpen(resource);
        }
        else if (fails.Value)
        {
            Fails(resource, severity, evidence);
        }
        else
        {
            Passes();
        }
    }

    /// <summary>Writes a line for each severity, and what could not be judged.</summary>
    /// <param name="types">Whose unread calls explain what is open.</param>
    public void WriteTo(SectionSheet sheet, AssessedEstate estate, string why, string firstStep, params string[] types)
    {
        foreach (var (severity, group) in _failing)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{what}: {group.Subjects.Count} of {Known} ({ReportWords.Some(group.Names)})");
            sheet.Add(Line.Of(kind, severity, [.. group.Subjects], text, why, group.Evidence, firstStep));
        }

        if (Open > 0)
        {
            var unread = types.Length == 0 ? null : estate.Unread(types) is [var first, ..] ? first.Says : null;
            sheet.Add(new NotJudged(what, Open, unread ?? "What would tell it is not known.", unread is null ? "Connect what it runs in and sync, or apply what is planned." : "Allow the call to the connection's role and sync again."));
        }
    }

    private void Fails(Subject subject, string name, Severity severity, Evidence[] evidence)
    {
        var group = _failing.TryGetValue(severity, out var known) ? known : _failing[severity] = new Group();
        group.Subjects.Add(subject);
        if (group.Names.Count <= ReportWords.MaxNames)
        {
            group.Names.Add(name);
        }

        if (group.Evidence.Count < Line.MaxEvidence)
        {
            group.Evidence.AddRange(evidence);
        }
    }
}

internal static class FactsEvidence
{
    public static Evidence EvidenceOf(this ResourceFacts facts, string path) => new(facts.Resource.Key.ToString(), path, Says(facts.At(path)));

    public static Evidence EvidenceOf(this ObservedFacts facts, string path) => new(facts.Key.ToString(), path, Says(facts.At(path)));

    private static string Says(Value? value) => value switch
    {
        null => "not set",
        StringValue { IsSensitive: false } text => text.Value,
        BooleanValue flag => flag.Value ? "true" : "false",
        _ => JsonText.Redacted(value),
    };
}
