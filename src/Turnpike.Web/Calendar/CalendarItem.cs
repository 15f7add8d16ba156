using NodaTime;

namespace Turnpike.Web.Calendar;

/// <summary>Something that takes place: one occurrence of an entry, or the end of an exception.</summary>
/// <param name="Kind">Small letters: window, freeze, review, expiry, exercise.</param>
public sealed record CalendarItem(string Kind, string Title, Instant Start, Instant End, string Scope);
