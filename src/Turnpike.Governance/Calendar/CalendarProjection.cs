using NodaTime;
using NodaTime.Text;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Governance.Calendar;

/// <summary>All entries of the calendar.</summary>
public sealed class CalendarProjection : IProjection
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, CalendarEntry> _byId = [];

    public void Apply(LedgerEntry entry)
    {
        if (CalendarEvents.Planned.Is(entry))
        {
            var planned = CalendarEvents.Planned.Read(entry);
            lock (_lock)
            {
                var changes = _byId.TryGetValue(planned.Id, out var known) ? known.Changes + 1 : 0;
                _byId[planned.Id] = Read(planned, Instant.FromDateTimeOffset(entry.RecordedAt), out var fault) is { } read
                    ? read with { Changes = changes }
                    : throw new LedgerDamagedException(entry.Position, fault!);
            }
        }
        else if (CalendarEvents.Cancelled.Is(entry))
        {
            var cancelled = CalendarEvents.Cancelled.Read(entry);
            lock (_lock)
            {
                var known = _byId[cancelled.Id];
                _byId[cancelled.Id] = known with { IsCancelled = true, Changes = known.Changes + 1, RecordedAt = Instant.FromDateTimeOffset(entry.RecordedAt) };
            }
        }
    }

    /// <summary>In the order of their first start.</summary>
    public IReadOnlyList<CalendarEntry> All()
    {
        lock (_lock)
        {
            return [.. _byId.Values.OrderBy(e => e.Start).ThenBy(e => e.Id, StringComparer.Ordinal)];
        }
    }

    public CalendarEntry? Find(string id)
    {
        lock (_lock)
        {
            return _byId.GetValueOrDefault(id);
        }
    }

    /// <summary>
    /// Whether changes may be made to a scope: no freeze may be on, and where windows are kept for it, one must be open.
    /// </summary>
    public ChangeTime MayChange(string scope, Instant now)
    {
        var about = All().Where(e => !e.IsCancelled && e.Covers(scope)).ToList();
        if (about.Find(e => e.Kind == CalendarKind.Freeze && e.IsAt(now)) is { } freeze)
        {
            return new ChangeTime(false, freeze, $"{freeze.Title} is on until {End(freeze, now)}");
        }

        var windows = about.FindAll(e => e.Kind == CalendarKind.Window);
        return windows.Count == 0 ? new ChangeTime(true, null, "no window is kept for it")
            : windows.Find(e => e.IsAt(now)) is { } open ? new ChangeTime(true, open, $"{open.Title} is open until {End(open, now)}")
            : new ChangeTime(false, null, $"it lies outside of {string.Join(" and ", windows.Select(w => w.Title))}");
    }

    internal static CalendarEntry? Read(CalendarPlanned planned, Instant recordedAt, out string? fault)
    {
        fault = null;
        var start = LocalDateTimePattern.GeneralIso.Parse(planned.Start);
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(planned.Zone);
        var recurrence = planned.Recurrence is null ? null : Recurrence.Parse(planned.Recurrence, out fault);
        fault ??= !start.Success ? $"the start {planned.Start} is no local time such as 2026-12-24T18:00:00"
            : zone is null ? $"{planned.Zone} is no time zone of the IANA list, such as Europe/Berlin"
            : planned.Minutes is < 1 or > 366 * 24 * 60 ? "it lasts from one minute to a year"
            : null;
        return fault is null
            ? new CalendarEntry(planned.Id, planned.Kind, planned.Title, start.Value, Duration.FromMinutes(planned.Minutes), zone!, recurrence, planned.Recurrence, planned.Scope, planned.Owner, recordedAt)
            : null;
    }

    private static string End(CalendarEntry entry, Instant now) =>
        ZonedDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm x", null).Format(entry.Between(now, now + Duration.Epsilon).First().End.InZone(entry.Zone));
}

/// <param name="Entry">The freeze or window that decides; null where none does.</param>
/// <param name="Why">One clause for people.</param>
public sealed record ChangeTime(bool IsAllowed, CalendarEntry? Entry, string Why);
