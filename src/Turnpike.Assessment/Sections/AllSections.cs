using Turnpike.Assessment.Data;
using Turnpike.Assessment.Lifecycle;

namespace Turnpike.Assessment.Sections;

/// <summary>Every section, in the order of the report.</summary>
public static class AllSections
{
    /// <param name="data">What sections know as data.</param>
    public static IReadOnlyList<ISection> Of(AssessmentData data) =>
    [
        new HandMade(),
        new Identity(),
        new EndsOfSupport(LifecycleData.Read(data.Of("lifecycle"))),
        new Expiry(),
    ];
}
