using System.Globalization;
using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Profiles;
using Turnpike.Assessment.Results;
using Turnpike.Assessment.Risks;
using Turnpike.Formats;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;
using Turnpike.Values;

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
        var alarms = await estate.ReadAsync(s_alarms, cancellationToken);
        var silent = await SilentAsync(estate, sheet, alarms, cancellationToken);
        var blind = Blind(estate, sheet, alarms);
        var covered = await CoveredAsync(estate, sheet, alarms, cancellationToken);
        sheet.AddShare(s_silent, silent, alarms.Count);
        sheet.Add(s_blind, alarms.Count == 0 ? null : blind, alarms.Count);
        sheet.AddShare(s_covered, covered.Fine, covered.Known);
        sheet.AddUnread("Alarms", s_alarms);
        return sheet.ToResult(Id, Title, string.Create(CultureInfo.InvariantCulture, $"{silent} of {alarms.Count} alarms tell nobody, {blind} see nothing; {covered.Failing} of {covered.Known} that matter most have none."));
    }

    private static async Task<int> SilentAsync(AssessedEstate estate, SectionSheet sheet, IReadOnlyList<ResourceFacts> alarms, CancellationToken cancellationToken)
    {
        // That no action is set is judged by a rule.
        FindingLines.Write(sheet, estate, "alarms.silent", "Alarms without an action", [SilentRule], "It changes its colour on a page that nobody looks at.");
        var silent = estate.Findings.Where(static f => f.Rule.Id.ToString() == SilentRule && f.Status == FindingStatus.Fail).Select(f => FindingLines.ResourceOf(estate, f)).OfType<AssessedResource>().ToHashSet();
        var switchedOff = new Answers("alarms.off", "Alarms whose actions are switched off");
        var deaf = new Answers("alarms.unheard", "Alarms that go to a topic nobody listens to");
        var subscribed = (await estate.ReadAsync(["aws_sns_topic_subscription"], cancellationToken)).Select(static s => s.Attributes.Text("topic_arn")).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var topics = estate.Of("aws_sns_topic").Select(static t => t.Arn).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var areRead = estate.IsRead("aws_sns_topic_subscription") && estate.Unread("aws_sns_topic_subscription").Count == 0;
        foreach (var alarm in alarms)
        {
            var actions = alarm.Attributes.Texts("alarm_actions");
            if (actions.Count == 0)
            {
                continue;
            }

            switchedOff.Take(alarm, !alarm.Attributes.Flag("actions_enabled"), Severity.Medium, alarm.EvidenceOf("actions_enabled"));
            var known = actions.Where(topics.Contains).ToList();
            if (known.Count == actions.Count)
            {
                deaf.Take(alarm, known.Exists(subscribed.Contains) ? false : areRead ? true : null, Severity.Medium, alarm.EvidenceOf("alarm_actions"));
            }
        }

        switchedOff.WriteTo(sheet, estate, "Somebody switched it off for a night, and never on again.", "Ask who did; switch it on or delete it.", s_alarms);
        deaf.WriteTo(sheet, estate, "It fires, and the message goes nowhere.", "Subscribe whoever is on call to the topic.", "aws_sns_topic_subscription");
        silent.UnionWith(switchedOff.FailingResources);
        silent.UnionWith(deaf.FailingResources);
        return silent.Count;
    }

    private static int Blind(AssessedEstate estate, SectionSheet sheet, IReadOnlyList<ResourceFacts> alarms)
    {
        var days = estate.Profile.Number(s_blindDays);
        var answers = new Answers("alarms.blind", string.Create(CultureInfo.InvariantCulture, $"Alarms without data for {days} days"));
        foreach (var alarm in alarms.Where(static a => a.Resource.Joined.Observed is not null))
        {
            var since = alarm.Attributes.Time("insufficient_data_week");
            answers.Take(alarm, alarm.At("insufficient_data_week").IsOpen() ? null : since is { } week && week.AddDays(6) < estate.Now.AddDays(-days), Severity.Low, alarm.EvidenceOf("insufficient_data_week"), alarm.EvidenceOf("dimensions"));
        }

        answers.WriteTo(sheet, estate, "What it watches is gone, or was renamed: it can never fire.", "Point it at what replaced it, or delete it.", s_alarms);
        return answers.Failing;
    }

    private static async Task<Answers> CoveredAsync(AssessedEstate estate, SectionSheet sheet, IReadOnlyList<ResourceFacts> alarms, CancellationToken cancellationToken)
    {
        var watched = new HashSet<(string Account, string Region, string Value)>();
        foreach (var alarm in alarms)
        {
            foreach (var value in Dimensions(alarm))
            {
                watched.Add((alarm.Resource.Place.Account, alarm.Resource.Place.Region, value));
            }
        }

        var answers = new Answers("alarms.none", "Without an alarm in the first tier and production");
        var weighty = estate.Of([.. s_watched.Keys]).Where(Importance.IsWeighty).ToList();
        foreach (var facts in await estate.ReadAsync(weighty, cancellationToken))
        {
            var place = facts.Resource.Place;
            var names = s_watched[facts.Resource.Type].Select(p => facts.Attributes.Text(p)).Append(facts.Resource.Id).Append(facts.Resource.Name).OfType<string>();
            var isWatched = names.Any(n => watched.Contains((place.Account, place.Region, n)));
            var isRead = estate.IsRead("aws_cloudwatch_metric_alarm") && !estate.Unread("aws_cloudwatch_metric_alarm").Any(u => u.Place.Agrees(place));
            answers.Take(facts, isWatched ? false : isRead ? true : null, Importance.IsFirstTier(facts.Resource) ? Severity.High : Severity.Medium, new Evidence(facts.Resource.Key.ToString(), null, "no alarm of CloudWatch names it in a dimension"));
        }

        answers.WriteTo(sheet, estate, "When it fails a customer tells you. Only alarms of CloudWatch are seen.", "Add one alarm on errors and one on saturation, or tag it with its real tier.", "aws_cloudwatch_metric_alarm");
        return answers;
    }

    private static IEnumerable<string> Dimensions(ResourceFacts alarm)
    {
        var own = alarm.Attributes.EntriesAt("dimensions");
        var queried = alarm.Attributes.List("metric_query").SelectMany(static q => q.List("metric")).SelectMany(static m => m.EntriesAt("dimensions"));
        return own.Concat(queried).Select(static d => (d.Value as StringValue)?.Value).OfType<string>();
    }
}
