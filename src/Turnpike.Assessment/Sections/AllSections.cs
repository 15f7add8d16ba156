using Turnpike.Assessment.Data;
using Turnpike.Assessment.Lifecycle;
using Turnpike.Assessment.Quotas;

namespace Turnpike.Assessment.Sections;

/// <summary>Every section, in the order of the report.</summary>
public static class AllSections
{
    /// <param name="data">What sections know as data.</param>
    public static IReadOnlyList<ISection> Of(AssessmentData data)
    {
        var (quotas, faults) = CountedQuota.Read(data.Of("quotas"));
        return
        [
            new Landscape(),
            new Code(data),
            new HandMade(data),
            new Modules(),
            new SinglePoints(),
            new Exposure(),
            new Identity(),
            new Encryption(),
            new Logging(),
            new Backups(),
            new EndsOfSupport(LifecycleData.Read(data.Of("lifecycle"))),
            new Expiry(),
            new QuotaHeadroom(quotas, faults),
            new Alarms(),
            new Tagging(),
            new Sprawl(data),
            new Snowflakes(data),
        ];
    }
}
