using Turnpike.Ledger.Events;

namespace Turnpike.Assessment.Trend;

/// <param name="Position">The last entry of the ledger that the estate showed.</param>
/// <param name="Report">The hash of the report, as base64; the report is an attachment.</param>
/// <param name="Essence">The hash of the report without its moment: equal where nothing differs.</param>
/// <param name="Measures">By id; null where it could not be measured.</param>
/// <param name="Risks">Scores, by id.</param>
public sealed record AssessmentCompleted(
    string Id,
    string Profile,
    long? Position,
    int Resources,
    string Report,
    string Essence,
    IReadOnlyDictionary<string, double?> Measures,
    IReadOnlyDictionary<string, double> Risks);

/// <summary>Every kind of event that assessing records.</summary>
public static class AssessmentEvents
{
    public static EventForm<AssessmentCompleted> Completed { get; } = new("assessment.completed", 1, "The estate was assessed, and something differs from the last time: a measure, a risk, a line.");

    public static IReadOnlyList<EventForm> All { get; } = [Completed];
}
