using System.Globalization;
using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Results;
using Turnpike.Assessment.Risks;

namespace Turnpike.Assessment.Sections;

/// <summary>What is there once: one zone, one node, one replica, one way out.</summary>
internal sealed class SinglePoints : ISection
{
    private static readonly MeasureForm s_share = new("spof.share", "Single points of failure", "%", HigherIsBetter: false);
    private static readonly MeasureForm s_weighty = new("spof.weighty", "Of these in production or the first tier", "", HigherIsBetter: false);

    public string Id => "spof";

    public string Title => "Single points of failure";

    public IReadOnlyList<MeasureForm> Measures => [s_share, s_weighty];

    public IReadOnlyList<RiskCandidate> Risks =>
    [
        new(
            "zone-outage",
            "The loss of one zone or one machine takes services down until somebody rebuilds them",
            ["spof.*"],
            [.. CloudSinglePoints.Types, .. ClusterSinglePoints.Types],
            0.3,
            "Give the databases of the first tier a standby in another zone: it is one setting, and the change is made without a restore."),
    ];

    public async Task<SectionResult> JudgeAsync(AssessedEstate estate, CancellationToken cancellationToken)
    {
        var sheet = new SectionSheet(estate);
        var questions = new List<SinglePointQuestion>();
        await new CloudSinglePoints(estate, questions).AskAsync(cancellationToken);
        await new ClusterSinglePoints(estate, questions).AskAsync(cancellationToken);
        foreach (var question in questions)
        {
            question.Answers.WriteTo(sheet, estate, question.Why, question.FirstStep, question.Types);
        }

        var (failing, known) = (questions.Sum(static q => q.Answers.Failing), questions.Sum(static q => q.Answers.Known));
        var weighty = questions.SelectMany(static q => q.Answers.FailingResources).Distinct().Count(Importance.IsWeighty);
        sheet.AddShare(s_share, failing, known);
        sheet.Add(s_weighty, known == 0 ? null : weighty, failing);
        sheet.AddUnread("Single points of failure", [.. CloudSinglePoints.Types, .. ClusterSinglePoints.Types]);
        return sheet.ToResult(Id, Title, known == 0
            ? "Nothing was seen that could be one."
            : string.Create(CultureInfo.InvariantCulture, $"{failing} of {known} that could be single points of failure are, {weighty} of them in production or the first tier."));
    }
}

/// <param name="Types">Whose unread calls explain what is open.</param>
internal sealed record SinglePointQuestion(Answers Answers, string Why, string FirstStep, string[] Types);
