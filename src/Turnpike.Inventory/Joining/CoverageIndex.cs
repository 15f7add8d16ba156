using Turnpike.Inventory.Coverage;

namespace Turnpike.Inventory.Joining;

/// <summary>Answers whether something that was not seen is not there.</summary>
internal sealed class CoverageIndex
{
    private readonly Dictionary<(string Provider, string Account, string Type), List<(string Region, CoverageItem Item)>> _items = [];
    private readonly HashSet<(string Provider, string Account)> _accounts = [];

    public CoverageIndex(EstateCoverage coverage)
    {
        foreach (var (scope, source) in coverage.Sources)
        {
            var place = ResourcePlace.OfPart(scope, source.Source);
            _accounts.Add((place.Provider, place.Account));
            foreach (var item in source.Items)
            {
                foreach (var type in item.Types)
                {
                    var key = (place.Provider, place.Account, type);
                    (_items.TryGetValue(key, out var known) ? known : _items[key] = []).Add((place.Region, item));
                }
            }
        }
    }

    /// <summary>The one account of a provider that is read; null where there are several or none.</summary>
    public string? OnlyAccount(string provider) => _accounts.Where(a => a.Provider == provider).Take(2).ToList() is [var one] ? one.Account : null;

    /// <summary>Null where all of it was read, so that what was not seen is not there; else what was not, and what to do.</summary>
    /// <param name="seenAs">The type under which the cloud shows it, where that is another.</param>
    public string? WhyUnknown(ResourcePlace place, string type, string? seenAs = null)
    {
        if (place.Account.Length == 0)
        {
            return _accounts.Any(a => a.Provider == place.Provider)
                ? "It does not tell which account it is in, and nothing beside it in its state does."
                : $"Nothing of {place.Provider} is connected: turnpike connect {place.Provider} NAME.";
        }

        if (!_accounts.Contains((place.Provider, place.Account)))
        {
            return $"{place.Provider} {place.Account} is not connected: turnpike connect {place.Provider} NAME.";
        }

        if (!_items.TryGetValue((place.Provider, place.Account, seenAs ?? type), out var items) && !_items.TryGetValue((place.Provider, place.Account, type), out items))
        {
            return $"Nothing in {place.Provider} {place.Account} reads {type}.";
        }

        var near = place.Region.Length == 0 ? items : items.FindAll(i => i.Region.Length == 0 || i.Region == place.Region);
        return near.Count == 0
            ? $"{type} is not read in {place.Region} of {place.Provider} {place.Account}: add the region to its connection."
            : near.Find(static i => !i.Item.IsSettled) is { Item: { } item, Region: var region } && item is not null
                ? $"{item.What}{(region.Length == 0 ? "" : $" in {region}")} was {item.Status}{(item.Message is { } message ? ": " + message : ". Sync again.")}"
                : null;
    }
}
