using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Inventory.Search;

/// <summary>Searches the estate of a moment. Only a query that asks how things stand to what is there waits until it is joined.</summary>
public sealed class SearchEstate(EstateInventory inventory, JoinEstate join)
{
    /// <param name="after">The <see cref="SearchPage.Next"/> of the page before.</param>
    public async Task<(EstateSnapshot Estate, SearchPage Found)> AtAsync(EstateQuery query, DateTimeOffset? moment, int limit, string? after = null, CancellationToken cancellationToken = default)
    {
        var (estate, joined) = await AtAsync(query.Term.AsksJoined, moment, cancellationToken);
        return (estate, estate.Search(query, limit, after, joined, cancellationToken));
    }

    /// <summary>How a query that is being typed may go on, out of what the estate holds.</summary>
    public async Task<QuerySuggestions> SuggestAsync(string text, DateTimeOffset? moment, int limit, CancellationToken cancellationToken = default)
    {
        var (estate, joined) = await AtAsync(QueryKey.MayAskJoined(text), moment, cancellationToken);
        return await estate.SuggestAsync(text, limit, joined, cancellationToken);
    }

    private async Task<(EstateSnapshot, JoinedEstate?)> AtAsync(bool asksJoined, DateTimeOffset? moment, CancellationToken cancellationToken)
    {
        var joined = asksJoined ? await join.AtAsync(moment, cancellationToken) : null;
        return (joined?.Snapshot ?? await inventory.AtAsync(moment, cancellationToken), joined);
    }
}
