using Turnpike.Assessment.Data;

namespace Turnpike.Assessment.Sections;

/// <summary>Every section, in the order of the report.</summary>
public static class AllSections
{
    /// <param name="data">What sections know as data.</param>
    public static IReadOnlyList<ISection> Of(AssessmentData data) =>
    [
        new HandMade(),
    ];
}
