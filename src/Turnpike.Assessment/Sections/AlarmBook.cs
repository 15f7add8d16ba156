using System.Globalization;
using Turnpike.Assessment.Facts;
using Turnpike.Formats;
using Turnpike.Gate.Rules;
using Turnpike.Inventory.Joining;
using Turnpike.Values;

namespace Turnpike.Assessment.Sections;

/// <summary>What alarms there are, whom they tell and what they watch.</summary>
internal sealed class AlarmBook
{
    private readonly AssessedEstate _estate;
    private readonly HashSet<(string Account, string Region, string Value)> _watched = [];
    private readonly HashSet<string> _topics;
    private readonly HashSet<string> _subscribed;
    private readonly bool _areSubscriptionsRead;
    private readonly double _blindDays;

    private AlarmBook(AssessedEstate estate, HashSet<string> subscribed, double blindDays)
    {
        (_estate, _subscribed, _blindDays) = (estate, subscribed, blindDays);
        _topics = estate.Of("aws_sns_topic").Select(static t => t.Arn).OfType<string>().ToHashSet(StringComparer.Ordinal);
        _areSubscriptionsRead = estate.IsRead("aws_sns_topic_subscription") && estate.Unread("aws_sns_topic_subscription").Count == 0;
        Blind = new Answers("alarms.blind", string.Create(CultureInfo.InvariantCulture, $"Alarms without data for {blindDays} days"));
    }

    public int Count { get; private set; }

    public Answers SwitchedOff { get; } = new("alarms.off", "Alarms whose actions are switched off");

    public Answers Unheard { get; } = new("alarms.unheard", "Alarms that go to a topic nobody listens to");

    public Answers Blind { get; }

    /// <param name="blindDays">After so many days without data an alarm is blind.</param>
    public static async Task<AlarmBook> ReadAsync(AssessedEstate estate, IReadOnlyList<string> types, double blindDays, CancellationToken cancellationToken)
    {
        var subscribed = await estate.ReadAsync(["aws_sns_topic_subscription"], cancellationToken)
            .Select(static s => s.Attributes.Text("topic_arn")).OfType<string>().ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        var book = new AlarmBook(estate, subscribed, blindDays);
        await foreach (var alarm in estate.ReadAsync(types, cancellationToken))
        {
            book.Count++;
            book.TakeActions(alarm);
            book.TakeData(alarm);
            book._watched.UnionWith(Dimensions(alarm).Select(d => (alarm.Resource.Place.Account, alarm.Resource.Place.Region, d)));
        }

        return book;
    }

    /// <summary>An alarm of that place names it in a dimension.</summary>
    public bool IsWatched(ResourcePlace place, string name) => _watched.Contains((place.Account, place.Region, name));

    private void TakeActions(ResourceFacts alarm)
    {
        var actions = alarm.Attributes.Texts("alarm_actions");
        if (actions.Count == 0)
        {
            return;
        }

        SwitchedOff.Take(alarm, !alarm.Attributes.Flag("actions_enabled"), Severity.Medium, alarm.EvidenceOf("actions_enabled"));
        if (actions.All(_topics.Contains))
        {
            Unheard.Take(alarm, actions.Any(_subscribed.Contains) ? false : _areSubscriptionsRead ? true : null, Severity.Medium, alarm.EvidenceOf("alarm_actions"));
        }
    }

    private void TakeData(ResourceFacts alarm)
    {
        if (alarm.Resource.IsSeen)
        {
            var since = alarm.Attributes.Time("insufficient_data_week");
            Blind.Take(alarm, alarm.At("insufficient_data_week").IsOpen() ? null : since is { } week && week.AddDays(6) < _estate.Now.AddDays(-_blindDays), Severity.Low, alarm.EvidenceOf("insufficient_data_week"), alarm.EvidenceOf("dimensions"));
        }
    }

    private static IEnumerable<string> Dimensions(ResourceFacts alarm)
    {
        var own = alarm.Attributes.EntriesAt("dimensions");
        var queried = alarm.Attributes.List("metric_query").SelectMany(static q => q.List("metric")).SelectMany(static m => m.EntriesAt("dimensions"));
        return own.Concat(queried).Select(static d => (d.Value as StringValue)?.Value).OfType<string>();
    }
}
