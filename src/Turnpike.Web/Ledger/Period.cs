using NodaTime;
using Turnpike.Web.Elements;
using Turnpike.Web.Estate;
using Turnpike.Web.Layout;

namespace Turnpike.Web.Ledger;

/// <summary>What an auditor asks about: a time, and words that must be in it.</summary>
/// <param name="From">Null for the beginning.</param>
/// <param name="To">Null for now.</param>
public sealed record Period(DateTimeOffset? From, DateTimeOffset? To, string? Text)
{
    public bool Holds(DateTimeOffset at, params ReadOnlySpan<string?> texts)
    {
        if (at < From || at >= To)
        {
            return false;
        }

        if (string.IsNullOrWhiteSpace(Text))
        {
            return true;
        }

        foreach (var text in texts)
        {
            if (text?.Contains(Text.Trim(), StringComparison.OrdinalIgnoreCase) == true)
            {
                return true;
            }
        }

        return false;
    }

    public string Address(string path) => Elements.Address.Of(path, ("from", EstateAddress.Moment(From)), ("to", EstateAddress.Moment(To)), ("q", Text));

    internal string Words(DateTimeZone zone) => (From, To) switch
    {
        (null, null) => " in all",
        ({ } from, null) => $" since {Times.Day(from, zone)}",
        (null, { } to) => $" before {Times.Day(to, zone)}",
        ({ } from, { } to) => $" from {Times.Day(from, zone)} to {Times.Day(to.AddSeconds(-1), zone)}",
    };

    /// <summary>The quarter now, the one before, the year; by the viewer's calendar.</summary>
    internal static IReadOnlyList<(string Words, DateTimeOffset? From, DateTimeOffset? To)> Usual(Visit visit)
    {
        var today = visit.Now.InZone(visit.Zone).Date;
        var quarter = new LocalDate(today.Year, (((today.Month - 1) / 3) * 3) + 1, 1);
        return
        [
            ("30 days", At(today.PlusDays(-30)), null),
            ("This quarter", At(quarter), null),
            ("Last quarter", At(quarter.PlusMonths(-3)), At(quarter)),
            ("This year", At(new LocalDate(today.Year, 1, 1)), null),
            ("All", null, null),
        ];

        DateTimeOffset? At(LocalDate day) => visit.Zone.AtStartOfDay(day).ToInstant().ToDateTimeOffset();
    }
}
