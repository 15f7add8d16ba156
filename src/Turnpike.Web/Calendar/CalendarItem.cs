using NodaTime;

namespace Turnpike.Web.Calendar;

/// <summary>Something that takes place: one occurrence of an entry, or the end of an exception.</summary>
/// <param name="Id">Of the entry or the exception.</param>
/// <param name="Kind">Small letters: window, freeze, review, expiry, exercise.</param>
public sealed record CalendarItem(string Id, string Kind, string Title, Instant Start, Instant End, string Scope);

/// <summary>An address that a calendar program reads.</summary>
/// <param name="UsedAt">Null where it never was.</param>
public sealed record FeedView(string Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? UsedAt);

/// <summary>An entry as it is typed.</summary>
/// <param name="Start">Local, as a field for date and time gives it.</param>
/// <param name="Hours">How long it lasts.</param>
/// <param name="Repeats">Empty for once, else DAILY, WEEKLY, MONTHLY or YEARLY.</param>
/// <param name="Until">The last day; empty for no end.</param>
/// <param name="Rule">The whole rule, where it is more than the fields can say.</param>
public sealed record CalendarDraft(string Kind, string Title, string Start, string Hours, string Zone, string Repeats, string Until, string Rule, string Scope, string Owner);
