using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Profiles;
using Turnpike.Assessment.Results;
using Turnpike.Assessment.Risks;

namespace Turnpike.Assessment.Sections;

/// <summary>One subject of the assessment. Has no state: one instance judges any estate.</summary>
public interface ISection
{
    /// <summary>Stable, in kebab case.</summary>
    string Id { get; }

    string Title { get; }

    /// <summary>All that it may measure: profiles may ask something of each.</summary>
    IReadOnlyList<MeasureForm> Measures { get; }

    /// <summary>What its lines can amount to together.</summary>
    IReadOnlyList<RiskCandidate> Risks => [];

    /// <summary>The numbers that it goes by and profiles may set.</summary>
    IReadOnlyList<SettingForm> Settings => [];

    Task<SectionResult> JudgeAsync(AssessedEstate estate, CancellationToken cancellationToken);
}
