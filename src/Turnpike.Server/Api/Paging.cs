using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;

namespace Turnpike.Server.Api;

/// <summary>Part of a list.</summary>
/// <param name="Next">What <c>after</c> takes to go on; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Which part of a list: an endpoint takes it with <c>[AsParameters]</c>.</summary>
/// <param name="Limit">At most so many, 1 to 200; 50 where nothing is said.</param>
/// <param name="After">The <c>next</c> of the part before.</param>
public readonly record struct PageRequest(
    [FromQuery(Name = "limit")] int? Limit,
    [FromQuery(Name = "after")] string? After)
{
    public const int MaxLimit = 200;
    private const int DefaultLimit = 50;

    /// <exception cref="RequestFault">Out of range.</exception>
    public int Count => Limit is null or (>= 1 and <= MaxLimit)
        ? Limit ?? DefaultLimit
        : throw RequestFault.Query("limit", string.Create(CultureInfo.InvariantCulture, $"expected 1 to {MaxLimit}"));

    /// <summary>Where to go on: the key of the last one that was given; null at the beginning.</summary>
    /// <exception cref="RequestFault">Not what <see cref="Paging.Cursor"/> made.</exception>
    public string? AfterKey => After is null ? null : Paging.Key(After) ?? throw RequestFault.Query("after", "expected the next of an earlier answer");
}

/// <summary>Cuts lists into parts that hold when something is added between two requests.</summary>
public static class Paging
{
    /// <summary>Cuts what is in memory.</summary>
    /// <param name="items">In ascending ordinal order of their keys; descending where <paramref name="descending"/>.</param>
    /// <param name="key">Unique.</param>
    public static Page<T> Cut<T>(IEnumerable<T> items, PageRequest page, Func<T, string> key, bool descending = false)
    {
        var after = page.AfterKey;
        var rest = after is null ? items : items.SkipWhile(i => (descending ? -1 : 1) * string.CompareOrdinal(key(i), after) <= 0);
        return Of([.. rest.Take(page.Count + 1)], page, key);
    }

    /// <summary>From a list that holds one more than was asked for, if there is one more.</summary>
    public static Page<T> Of<T>(IReadOnlyList<T> oneMore, PageRequest page, Func<T, string> key) => oneMore.Count > page.Count
        ? new Page<T>([.. oneMore.Take(page.Count)], Cursor(key(oneMore[page.Count - 1])))
        : new Page<T>(oneMore, null);

    /// <summary>The same for a list of what is not yet a resource.</summary>
    public static Page<TResource> Select<T, TResource>(this Page<T> page, Func<T, TResource> resource) => new([.. page.Items.Select(resource)], page.Next);

    public static string Cursor(string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key));

    internal static string? Key(string cursor)
    {
        try
        {
            return Base64Url.IsValid(cursor) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
