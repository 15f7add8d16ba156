namespace Turnpike.Assessment.Results;

/// <summary>What a section says.</summary>
/// <param name="Summary">One sentence that a person can take away.</param>
public sealed record SectionResult(
    string Id,
    string Title,
    string Summary,
    IReadOnlyList<Measure> Measures,
    IReadOnlyList<Line> Lines,
    IReadOnlyList<Table> Tables,
    IReadOnlyList<NotJudged> NotJudged)
{
    /// <summary>The worst of its measures that the profile asks something of. Good only where each of them was measured.</summary>
    public Grade Grade { get; } = Worst([.. Measures.Where(static m => m.Threshold is not null).Select(static m => m.Grade)]);

    private static Grade Worst(IReadOnlyList<Grade> grades) =>
        grades.Count == 0 ? Grade.None
        : grades.Contains(Grade.Poor) ? Grade.Poor
        : grades.Contains(Grade.Fair) ? Grade.Fair
        : grades.Contains(Grade.Unknown) ? Grade.Unknown : Grade.Good;
}

/// <summary>What could not be judged.</summary>
/// <param name="Count">How many; null where that is not known.</param>
/// <param name="Do">What would make it judged.</param>
public sealed record NotJudged(string What, int? Count, string Why, string Do);

/// <param name="Note">What was left out, or how to read it; null for nothing.</param>
public sealed record Table(string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, string? Note = null);
