using System.Globalization;
using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Profiles;
using Turnpike.Assessment.Results;
using Turnpike.Assessment.Risks;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;

namespace Turnpike.Assessment.Sections;

/// <summary>Whether somebody would be told: alarms that reach nobody, that see nothing, and what has none.</summary>
internal sealed class Alarms : ISection
{
    private const string SilentRule = "aws-alarm-silent";

    private static readonly MeasureForm s_silent = new("alarms.silent", "Alarms that tell nobody", "%", HigherIsBetter: false);
    private static readonly MeasureForm s_blind = new("alarms.blind", "Alarms without data", "", HigherIsBetter: false);
    private static readonly MeasureForm s_covered = new("alarms.covered", "Of the first tier and production with an alarm", "%", HigherIsBetter: true);
    private static readonly SettingForm s_blindDays = new("alarms.blind-days", "An alarm that had no data for so many days is blind.", 14);

    private static readonly string[] s_alarms = ["aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"];

    // What has metrics that tell of outages, and what of it stands in the dimensions of an alarm.
    private static readonly Dictionary<string, string[]> s_watched = new(StringComparer.Ordinal)
    {
        ["aws_db_instance"] = ["identifier"],
        ["aws_rds_cluster"] = ["cluster_identifier"],
        ["aws_elasticache_replication_group"] = ["replication_group_id"],
        ["aws_lb"] = ["arn_suffix"],
        ["aws_lambda_function"] = ["function_name"],
        ["aws_sqs_queue"] = ["name"],
        ["aws_dynamodb_table"] = ["name"],
        ["aws_ecs_service"] = ["name"],
        ["aws_opensearch_domain"] = ["domain_name"],
        ["aws_autoscaling_group"] = ["name"],
        ["aws_eks_cluster"] = ["name"],
        ["aws_instance"] = ["id"],
    };

    public string Id => "alarms";

    public string Title => "Alarms";

    public IReadOnlyList<MeasureForm> Measures => [s_silent, s_blind, s_covered];

    public IReadOnlyList<SettingForm> Settings => [s_blindDays];

    public IReadOnlyList<RiskCandidate> Risks =>
    [
        new(
            "outage-unnoticed",
            "Customers notice an outage before the team does",
            ["alarms.*"],
            [.. s_alarms, .. s_watched.Keys],
            0.4,
            "Give each load balancer and database of the first tier one alarm on errors and one on saturation, and send both to whoever is on call."),
    ];

    public async Task<SectionResult> JudgeAsync(AssessedEstate estate, CancellationToken cancellationToken)
    {
        var sheet = new SectionSheet(estate);
        var days = estate.Profile.Number(s_blindDays);
        var book = await AlarmBook.ReadAsync(estate, s_alarms, days, cancellationToken);
        var silent = WriteSilent(estate, sheet, book);
        book.Blind.WriteTo(sheet, estate, "What it watches is gone, or was renamed: it can never fire.", "Point it at what replaced it, or delete it.", s_alarms);
        var covered = await CoveredAsync(estate, sheet, book, cancellationToken);
        sheet.AddShare(s_silent, silent, book.Count);
        sheet.Add(s_blind, book.Count == 0 ? null : book.Blind.Failing, book.Count);
        sheet.AddShare(s_covered, covered.Fine, covered.Known);
        sheet.AddUnread("Alarms", s_alarms);
        return sheet.ToResult(Id, Title, string.Create(CultureInfo.InvariantCulture, $"{silent} of {book.Count} alarms tell nobody, {book.Blind.Failing} see nothing; {covered.Failing} of {covered.Known} that matter most have none."));
    }

    private static int WriteSilent(AssessedEstate estate, SectionSheet sheet, AlarmBook book)
    {
        // That no action is set is judged by a rule.
        FindingLines.Write(sheet, estate, "alarms.silent", "Alarms without an action", [SilentRule], "It changes its colour on a page that nobody looks at.");
        var silent = estate.Findings.Where(static f => f.Rule.Id.ToString() == SilentRule && f.Status == FindingStatus.Fail).Select(f => FindingLines.ResourceOf(estate, f)).OfType<AssessedResource>().ToHashSet();
        book.SwitchedOff.WriteTo(sheet, estate, "Somebody switched it off for a night, and never on again.", "Ask who did; switch it on or delete it.", s_alarms);
        book.Unheard.WriteTo(sheet, estate, "It fires, and the message goes nowhere.", "Subscribe whoever is on call to the topic.", "aws_sns_topic_subscription");
        silent.UnionWith(book.SwitchedOff.FailingResources);
        silent.UnionWith(book.Unheard.FailingResources);
        return silent.Count;
    }

    private static async Task<Answers> CoveredAsync(AssessedEstate estate, SectionSheet sheet, AlarmBook book, CancellationToken cancellationToken)
    {
        var answers = new Answers("alarms.none", "Without an alarm in the first tier and production");
        var weighty = estate.Of([.. s_watched.Keys]).Where(Importance.IsWeighty).ToList();
        await foreach (var facts in estate.ReadAsync(weighty, cancellationToken))
        {
            var place = facts.Resource.Place;
            var names = s_watched[facts.Resource.Type].Select(p => facts.Attributes.Text(p)).Append(facts.Resource.Id).Append(facts.Resource.Name).OfType<string>();
            var isWatched = names.Any(n => book.IsWatched(place, n));
            var isRead = estate.IsRead("aws_cloudwatch_metric_alarm") && !estate.Unread("aws_cloudwatch_metric_alarm").Any(u => u.Place.Agrees(place));
            answers.Take(facts, isWatched ? false : isRead ? true : null, Importance.IsFirstTier(facts.Resource) ? Severity.High : Severity.Medium, new Evidence(facts.Resource.Key.ToString(), null, "no alarm of CloudWatch names it in a dimension"));
        }

        answers.WriteTo(sheet, estate, "When it fails a customer tells you. Only alarms of CloudWatch are seen.", "Add one alarm on errors and one on saturation, or tag it with its real tier.", "aws_cloudwatch_metric_alarm");
        return answers;
    }
}
