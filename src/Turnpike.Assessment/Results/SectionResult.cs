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
    IReadOnlyList<NotJudged> NotJudged);

/// <summary>What could not be judged.</summary>
/// <param name="Count">How many; null where that is not known.</param>
/// <param name="Do">What would make it judged.</param>
public sealed record NotJudged(string What, int? Count, string Why, string Do);

/// <param name="Note">What was left out, or how to read it; null for nothing.</param>
public sealed record Table(string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, string? Note = null);
