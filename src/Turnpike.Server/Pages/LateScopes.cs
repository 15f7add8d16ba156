using Turnpike.Catalog;
using Turnpike.Inventory;
using Turnpike.Inventory.Snapshots;
using Turnpike.Web.Today;

namespace Turnpike.Server.Pages;

/// <summary>Scopes of which nothing came for longer than is usual for them.</summary>
internal static class LateScopes
{
    private const int MaxPushes = 12;
    private const int FewestGaps = 3;

    // Pushes that tell nothing new are noted once an hour.
    private static readonly TimeSpan s_shortest = TimeSpan.FromHours(3);
    private static readonly TimeSpan s_unknown = TimeSpan.FromDays(7);

    public static IEnumerable<LateScope> Of(EstateSnapshot estate, EstateInventory inventory, DateTimeOffset now) =>
        estate.Scopes.Where(s => s.Sources.Count > 0 && s.Name != DefineEntity.Scope)
            .Select(s => new LateScope(s.Name, s.ObservedAt, Usual(inventory.PushesOf(s.Name))))
            .Where(s => now - s.At > (s.Usual is { } usual ? Longer(usual * 2, s_shortest) : s_unknown))
            .OrderBy(s => s.At);

    private static TimeSpan? Usual(IReadOnlyList<DateTimeOffset> pushes)
    {
        var last = pushes.TakeLast(MaxPushes).ToList();
        var gaps = last.Zip(last.Skip(1), static (a, b) => b - a).Order().ToList();
        return gaps.Count < FewestGaps ? null : gaps[gaps.Count / 2];
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
