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
    /// <summary>The worst of its measures that the profile asks something of; <see cref="Grade.Unknown"/> where it asks only of what could not be measured.</summary>
    public Grade Grade { get; } = Measures.Select(static m => m.Grade).Where(static g => g is Grade.Good or Grade.Fair or Grade.Poor).DefaultIfEmpty(Measures.Any(static m => m is { Grade: Grade.Unknown, Threshold: not null }) ? Grade.Unknown : Grade.None).Max();
}

/// <summary>What could not be judged.</summary>
/// <param name="Count">How many; null where that is not known.</param>
/// <param name="Do">What would make it judged.</param>
public sealed record NotJudged(string What, int? Count, string Why, string Do);

/// <param name="Note">What was left out, or how to read it; null for nothing.</param>
public sealed record Table(string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, string? Note = null);
