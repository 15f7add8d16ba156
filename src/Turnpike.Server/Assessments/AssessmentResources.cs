namespace Turnpike.Server.Assessments;

/// <summary>An assessment that was recorded.</summary>
/// <param name="Position">The last entry of the ledger that the estate showed.</param>
/// <param name="Measures">By id; null where it could not be measured.</param>
/// <param name="Risks">Scores from 0 to 100, by id.</param>
/// <param name="IsNew">False where nothing differed from the last one, which is then given.</param>
public sealed record AssessmentResource(
    string Id,
    DateTimeOffset At,
    string By,
    string Profile,
    long? Position,
    int Resources,
    IReadOnlyDictionary<string, double?> Measures,
    IReadOnlyDictionary<string, double> Risks,
    bool IsNew);

/// <param name="Profile">One that comes with Turnpike: starter, standard (where it is left out) or strict.</param>
public sealed record AssessmentRequest(string? Profile);

/// <param name="IsRunning">Whether this node assesses now.</param>
/// <param name="Doing">The section that is being judged.</param>
public sealed record AssessmentProgressResource(bool IsRunning, string? Doing);
