using System.Globalization;
using Microsoft.AspNetCore.Http;
using Turnpike.Inventory.Joining;

namespace Turnpike.Web.Joined;

/// <summary>What of the joined estate is asked for, as the address says it.</summary>
/// <param name="By">By what it is counted.</param>
public sealed record JoinedAsked(JoinedFilter Filter, JoinedDimension By, int Skip)
{
    public const string Path = "/estate/joined";

    /// <summary>In the address and the form, what has no value.</summary>
    public const string None = "(none)";

    public static JoinedAsked All { get; } = new(JoinedFilter.All, JoinedDimension.Account, 0);

    public bool IsFiltered => Filter.Status is not null || Filter.Values.Count > 0 || Filter.Text is not null;

    /// <summary>What does not say anything is passed over: an address that somebody typed is no fault.</summary>
    public static JoinedAsked Of(IQueryCollection query)
    {
        var values = new Dictionary<JoinedDimension, string>();
        foreach (var dimension in Enum.GetValues<JoinedDimension>())
        {
            if (query[NameOf(dimension)].ToString().Trim() is { Length: > 0 } value)
            {
                values[dimension] = value == None ? "" : value;
            }
        }

        return new JoinedAsked(
            new JoinedFilter(
                Enum.TryParse<JoinedStatus>(query["status"].ToString().Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var status) && Enum.IsDefined(status) ? status : null,
                values,
                query["q"].ToString().Trim() is { Length: > 0 } text ? text : null),
            Array.Find(Enum.GetValues<JoinedDimension>(), d => NameOf(d) == query["by"]),
            int.TryParse(query["skip"], NumberStyles.None, CultureInfo.InvariantCulture, out var skip) ? skip : 0);
    }

    /// <summary>Of a dimension in the address.</summary>
    public static string NameOf(JoinedDimension dimension) => dimension == JoinedDimension.MadeBy ? "madeBy" : dimension.ToString().ToLowerInvariant();

    public static string NameOf(JoinedStatus status) => status == JoinedStatus.InSync ? "in-sync" : status.ToString().ToLowerInvariant();

    public static string OfStatus(JoinedStatus status) => (All with { Filter = All.Filter with { Status = status } }).Address();

    public string? Value(JoinedDimension dimension) => Filter.Values.TryGetValue(dimension, out var value) ? value.Length == 0 ? None : value : null;

    /// <summary>With another status; the same one again takes it away.</summary>
    /// <param name="isSet">It stays, also where it is the same.</param>
    public JoinedAsked With(JoinedStatus status, bool isSet = false) => this with { Filter = Filter with { Status = Filter.Status == status && !isSet ? null : status }, Skip = 0 };

    public JoinedAsked With(JoinedDimension dimension, string value) =>
        this with { Filter = Filter with { Values = new Dictionary<JoinedDimension, string>(Filter.Values) { [dimension] = value } }, Skip = 0 };

    public string Address() => Elements.Address.Of(
        Path,
        [
            ("status", Filter.Status is { } status ? NameOf(status) : null),
            .. Enum.GetValues<JoinedDimension>().Select(d => (NameOf(d), Value(d))),
            ("q", Filter.Text),
            ("by", By == JoinedDimension.Account ? null : NameOf(By)),
            ("skip", Skip == 0 ? null : Skip.ToString(CultureInfo.InvariantCulture)),
        ]);
}
