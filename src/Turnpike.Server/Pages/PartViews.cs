using System.Globalization;
using Microsoft.AspNetCore.Http;
using Turnpike.Inventory;
using Turnpike.Inventory.Coverage;
using Turnpike.Server.Connections;
using Turnpike.Web.Connections;

namespace Turnpike.Server.Pages;

/// <summary>Parts of connections as pages list them: what was not read first, with what to do.</summary>
internal sealed class PartViews(EstateInventory inventory)
{
    private const int Shown = 50;

    public static PartsAsked Asked(IQueryCollection query) => new(
        query["q"].ToString().Trim() is { Length: > 0 } text ? text : null,
        query["unread"] == "1",
        int.TryParse(query["skip"], NumberStyles.None, CultureInfo.InvariantCulture, out var skip) ? skip : 0);

    public static PartSum Sum(IEnumerable<SyncPartSum> sums) => sums.Aggregate(PartSum.None, static (all, s) => all + new PartSum(
        s.Count,
        s.Outcome == PartOutcome.Partial ? s.Count : 0,
        s.Outcome == PartOutcome.Denied ? s.Count : 0,
        s.Outcome == PartOutcome.Failed ? s.Count : 0,
        s.Oldest));

    public PartsView Of(PartsAsked asked, IReadOnlyList<SyncPartSum> sums, IReadOnlyList<SyncPartRecord> parts)
    {
        var matching = parts.Where(p => (!asked.OnlyUnread || !IsWhole(p.Outcome)) && (asked.Text is not { } text || Has(p.Scope, text) || Has(p.Source, text) || Has(p.Says, text)))
            .OrderBy(static p => p.Outcome switch { PartOutcome.Failed => 0, PartOutcome.Denied => 1, PartOutcome.Partial => 2, _ => 3 }).ToList();
        return new PartsView(
            asked,
            [.. sums.GroupBy(static s => s.Scope, StringComparer.Ordinal).Select(static g => (g.Key, Sum(g))).OrderByDescending(static s => s.Item2.Unread)],
            [.. View(matching.Skip(asked.Skip).Take(Shown).ToList())],
            matching.Count);
    }

    private IEnumerable<PartView> View(IReadOnlyList<SyncPartRecord> parts)
    {
        var shown = parts.Where(static p => !IsWhole(p.Outcome)).Select(static p => (p.Scope, p.Source)).ToHashSet();
        var unread = (shown.Count == 0 ? [] : inventory.Coverage().Sources.Where(s => shown.Contains((s.Scope, s.Coverage.Source))))
            .ToDictionary(static s => (s.Scope, s.Coverage.Source), static s => (IReadOnlyList<CoverageItem>)[.. s.Coverage.Items.Where(static i => !i.IsSettled)]);
        return parts.Select(p => new PartView(p.Scope, p.Source, p.Outcome.ToString().ToLowerInvariant(), p.Tried, p.ReadAt, p.Says, unread.GetValueOrDefault((p.Scope, p.Source)) ?? []));
    }

    private static bool IsWhole(PartOutcome outcome) => outcome is PartOutcome.Changed or PartOutcome.Same;

    private static bool Has(string? whole, string text) => whole?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;
}
