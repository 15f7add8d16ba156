using NodaTime;
using NodaTime.Text;
using Turnpike.Governance.Calendar;
using Turnpike.Governance.Rights;

namespace Turnpike.Governance.Tests;

public class CalendarTests
{
    private static readonly DecisionRights s_rights = new([new("planners", Allow: true) { Verbs = ["plan"], Roles = ["operator"] }]);
    private static readonly DecisionRequest s_about = new("", "production", null, null, 0, null);
    private static readonly Principal s_operator = Principal.With("olga", "operator");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("FREQ=WEEKLY;BYDAY=TU,TH", "2026-03-03T22:00:00", "2026-03-03 2026-03-05 2026-03-10 2026-03-12 2026-03-17")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU", "2026-03-03T22:00:00", "2026-03-08 2026-03-16 2026-03-22 2026-03-30 2026-04-05")]
    [InlineData("FREQ=DAILY;INTERVAL=10;COUNT=3", "2026-03-03T22:00:00", "2026-03-03 2026-03-13 2026-03-23")]
    [InlineData("FREQ=MONTHLY", "2026-01-31T22:00:00", "2026-01-31 2026-03-31 2026-05-31 2026-07-31 2026-08-31")]
    [InlineData("FREQ=YEARLY", "2024-02-29T22:00:00", "2024-02-29 2028-02-29 2032-02-29 2036-02-29 2040-02-29")]
    [InlineData("FREQ=WEEKLY;UNTIL=20260318T000000", "2026-03-03T22:00:00", "2026-03-03 2026-03-10 2026-03-17")]
    public void A_rule_gives_the_days_that_RFC_5545_says(string rule, string first, string days)
    {
        var recurrence = Recurrence.Parse(rule, out var fault);

        Assert.Null(fault);
        var starts = recurrence!.StartsFrom(LocalDateTimePattern.GeneralIso.Parse(first).Value).Take(5);
        Assert.Equal(days, string.Join(' ', starts.Select(s => LocalDatePattern.Iso.Format(s.Date))));
    }

    [Theory]
    [InlineData("FREQ=HOURLY", "FREQ=HOURLY")]
    [InlineData("FREQ=WEEKLY;BYSETPOS=1", "BYSETPOS=1")]
    [InlineData("FREQ=WEEKLY;BYDAY=1MO", "BYDAY=1MO")]
    [InlineData("FREQ=DAILY;INTERVAL=0", "INTERVAL=0")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO", "BYDAY goes with")]
    [InlineData("INTERVAL=2", "FREQ is missing")]
    [InlineData("FREQ=DAILY;COUNT=2;UNTIL=20260101T000000", "exclude each other")]
    [InlineData("", "is not understood")]
    public void A_rule_beyond_the_known_part_is_refused(string rule, string reason)
    {
        Assert.Null(Recurrence.Parse(rule, out var fault));
        Assert.Contains(reason, fault, StringComparison.Ordinal);
    }

    /// <summary>In Berlin clocks go from 02:00 to 03:00 on 29 March 2026: the window stays at 22:00 of that place.</summary>
    [Fact]
    public async Task A_window_keeps_its_local_time_when_clocks_change()
    {
        var calendar = new CalendarProjection();
        await using var books = new Books(calendar);
        await Plan(books, calendar, new CalendarPlanned("w", CalendarKind.Window, "Evening window", "2026-03-24T22:00:00", 120, "Europe/Berlin", "FREQ=WEEKLY", "production", "ops"));

        var starts = calendar.All()[0].Between(Instant.FromUtc(2026, 3, 1, 0, 0), Instant.FromUtc(2026, 4, 2, 0, 0)).Select(i => i.Start);

        Assert.Equal([Instant.FromUtc(2026, 3, 24, 21, 0), Instant.FromUtc(2026, 3, 31, 20, 0)], starts);
        Assert.True(calendar.MayChange("production", Instant.FromUtc(2026, 3, 31, 21, 59)).IsAllowed);
        Assert.Equal(new ChangeTime(false, null, "it lies outside of Evening window"), calendar.MayChange("production", Instant.FromUtc(2026, 3, 31, 22, 0)));
        Assert.True(calendar.MayChange("staging", Instant.FromUtc(2026, 3, 31, 22, 0)).IsAllowed);
    }

    [Fact]
    public async Task A_freeze_wins_over_a_window_until_it_is_cancelled()
    {
        var calendar = new CalendarProjection();
        await using var books = new Books(calendar);
        await Plan(books, calendar, new CalendarPlanned("w", CalendarKind.Window, "Always", "2026-12-01T00:00:00", 60 * 24 * 60, "UTC", null, "prod*", "ops"));
        await Plan(books, calendar, new CalendarPlanned("f", CalendarKind.Freeze, "Year end", "2026-12-20T00:00:00", 14 * 24 * 60, "UTC", null, "*", "cto"));
        var christmas = Instant.FromUtc(2026, 12, 24, 12, 0);

        var frozen = calendar.MayChange("production", christmas);
        await new CancelCalendarEntry(books.Follower, calendar, s_rights).RunAsync(s_operator, "f", "postponed", s_about, Cancel);

        Assert.Equal((false, "Year end is on until 2027-01-03 00:00 UTC"), (frozen.IsAllowed, frozen.Why));
        Assert.True(calendar.MayChange("production", christmas).IsAllowed);
    }

    [Theory]
    [InlineData("2026-12-20", 60, "UTC", null, "malformed")]
    [InlineData("2026-12-20T00:00:00", 0, "UTC", null, "malformed")]
    [InlineData("2026-12-20T00:00:00", 60, "Mars/Olympus", null, "malformed")]
    [InlineData("2026-12-20T00:00:00", 60, "UTC", "FREQ=SECONDLY", "malformed")]
    public async Task What_cannot_be_planned_is_refused(string start, int minutes, string zone, string? rule, string code)
    {
        var calendar = new CalendarProjection();
        await using var books = new Books(calendar);
        Assert.Equal(code, (await Plan(books, calendar, new CalendarPlanned("x", CalendarKind.Review, "Review", start, minutes, zone, rule, "*", "ops"))).Refusal!.Code);
        Assert.Empty(calendar.All());
    }

    [Fact]
    public async Task The_feed_is_iCalendar()
    {
        var calendar = new CalendarProjection();
        await using var books = new Books(calendar);
        await Plan(books, calendar, new CalendarPlanned("w1", CalendarKind.Window, "Evening; weekly, \\o/\nwith a name so long that its line of text must be folded, été", "2026-03-24T22:00:00", 120, "Europe/Berlin", "FREQ=WEEKLY", "production", "ops"));
        await Plan(books, calendar, new CalendarPlanned("f1", CalendarKind.Freeze, "Year end", "2026-12-20T00:00:00", 60, "Europe/Berlin", null, "*", "cto"));

        var feed = CalendarFeed.Write(calendar.All(), "turnpike.example.com");

        Assert.All(feed.Split("\r\n"), line => Assert.True(System.Text.Encoding.UTF8.GetByteCount(line) <= 75, line));
        Assert.DoesNotContain('\n', feed.Replace("\r\n", "", StringComparison.Ordinal));
        var unfolded = feed.Replace("\r\n ", "", StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Evening\\; weekly\\, \\\\o/\\nwith a name so long that its line of text must be folded\\, été\r\n", unfolded, StringComparison.Ordinal);
        Assert.Contains("UID:w1@turnpike.example.com\r\nDTSTAMP:20260302T090000Z\r\nSEQUENCE:0\r\nDTSTART;TZID=Europe/Berlin:20260324T220000\r\nRRULE:FREQ=WEEKLY\r\nDURATION:PT120M\r\n", unfolded, StringComparison.Ordinal);
        Assert.Contains("DTSTART:20261219T230000Z\r\n", unfolded, StringComparison.Ordinal);
    }

    private static Task<Outcome<CalendarEntry>> Plan(Books books, CalendarProjection calendar, CalendarPlanned planned) =>
        new PlanCalendarEntry(books.Follower, calendar, s_rights, books.Clock).RunAsync(s_operator, planned, s_about, Cancel);
}
