using System.Globalization;
using Turnpike.Delivery.Changes;
using Turnpike.Gate;
using Turnpike.Web.Elements;

namespace Turnpike.Web.Changes;

public enum ChangeOrder
{
    Newest,
    Oldest,
    Riskiest,
}

/// <summary>Which changes somebody looks at and in which order, as the address says it.</summary>
/// <param name="IsOpen">Neither applied nor withdrawn nor superseded.</param>
/// <param name="ForMe">Only those that wait for a decision of the viewer.</param>
/// <param name="MinRisk">From 0 to 100.</param>
/// <param name="MinDays">Sent at least so many days ago.</param>
public sealed record ChangesAsked(
    string? Text = null,
    ChangeState? State = null,
    bool IsOpen = false,
    Verdict? Verdict = null,
    string? Scope = null,
    string? Author = null,
    bool ForMe = false,
    int? MinRisk = null,
    int? MinDays = null,
    ChangeOrder Order = ChangeOrder.Newest)
{
    public bool IsFiltered => this with { Order = ChangeOrder.Newest } != new ChangesAsked();

    /// <summary>What the address says of it, such as <c>state=open&amp;risk=50</c>; empty where it says nothing.</summary>
    public string Words => Query(0) is { Length: > 0 } query ? query[1..] : "";

    /// <param name="value">What the address gives for a name; null or empty for nothing.</param>
    public static ChangesAsked Read(Func<string, string?> value)
    {
        var state = value("state");
        return new ChangesAsked(
            Given(value("q")),
            Word<ChangeState>(state),
            state == "open",
            Word<Verdict>(value("verdict")),
            Given(value("scope")),
            Given(value("author")),
            value("for") == "me",
            Number(value("risk")) is { } risk and > 0 ? risk : null,
            Number(value("days")) is { } days and > 0 ? days : null,
            Word<ChangeOrder>(value("order")) ?? ChangeOrder.Newest);
    }

    public string ListAddress(int from = 0) => "/changes" + Query(from);

    /// <summary>Of a change that is looked at as one of these.</summary>
    public string AddressOf(string change) => Address.Of(Address.Under("/changes", change), ("list", Words));

    private string Query(int from) => Address.Of(
        "",
        ("q", Text),
        ("state", IsOpen ? "open" : State?.ToString().ToLowerInvariant()),
        ("verdict", Verdict?.ToString().ToLowerInvariant()),
        ("scope", Scope),
        ("author", Author),
        ("for", ForMe ? "me" : null),
        ("risk", MinRisk?.ToString(CultureInfo.InvariantCulture)),
        ("days", MinDays?.ToString(CultureInfo.InvariantCulture)),
        ("order", Order == ChangeOrder.Newest ? null : Order.ToString().ToLowerInvariant()),
        ("from", from == 0 ? null : from.ToString(CultureInfo.InvariantCulture)));

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    private static int? Number(string? value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // Names only: numbers would be taken for members too.
    private static T? Word<T>(string? value)
        where T : struct, Enum => Enum.GetValues<T>().Where(v => string.Equals(v.ToString(), value, StringComparison.OrdinalIgnoreCase)).Select(v => (T?)v).FirstOrDefault();
}

/// <summary>Where a change stands in the list it was come to from.</summary>
/// <param name="At">From 1; null where the list does not hold it any more.</param>
public sealed record ChangeNeighbours(Change? Previous, Change? Next, int? At, int Total);
