using Turnpike.Delivery.Changes;
using Turnpike.Delivery.Diffs;
using Turnpike.Estate.Changes;
using Turnpike.Formats.TerraformPlan;
using Turnpike.Gate.Findings;

namespace Turnpike.Web.Changes;

/// <summary>
/// What a plan does, in groups. Large plans are not shown at once: groups hold as many resources as a page can carry, the
/// rest is fetched when somebody opens them.
/// </summary>
/// <param name="Total">Resources to which something happens, whatever is asked.</param>
/// <param name="Matching">Of them, those that were asked for.</param>
/// <param name="WithFindings">Of all, those of which rules say something.</param>
public sealed record DiffView(DiffAsked Asked, int Total, int Matching, int WithFindings, IReadOnlyList<(string Action, int Count)> Actions, IReadOnlyList<DiffGroup> Groups)
{
    // Attributes are what a page's weight comes from; those of further resources are fetched one by one.
    private const int MaxLines = 60;
    private const int MaxResources = 30;
    private const int MaxOfGroup = 100;
    private const int MaxWhole = 2_000;

    public static DiffView Nothing { get; } = new(new DiffAsked(), 0, 0, 0, [], []);

    public static DiffView Of(TerraformPlanDocument plan, IReadOnlyList<FindingView> findings, DiffAsked asked)
    {
        var byAddress = findings.Where(f => f.Address is not null).ToLookup(f => f.Address!, StringComparer.Ordinal);
        var all = PlanDiff.Changing(plan).ToList();
        var groups = all.Where(c => asked.Wants(c, byAddress.Contains(c.Address.Text))).GroupBy(asked.GroupOf).ToList();
        var budget = asked.IsWhole || asked.One is not null ? new Budget(MaxWhole, int.MaxValue) : new Budget(MaxResources, MaxLines);

        // What was asked for in particular takes its part before the others.
        var opened = groups.Find(g => g.Key == asked.Open) is { } open ? Fill(open.Key, [.. open], asked.From, new Budget(MaxOfGroup, MaxLines), byAddress) : null;
        return new DiffView(
            asked,
            all.Count,
            groups.Sum(g => g.Count()),
            all.Count(c => byAddress.Contains(c.Address.Text)),
            [.. all.GroupBy(ChangeWords.ActionOf).Select(g => (g.Key, g.Count()))],
            [.. groups.Select(g => opened is not null && g.Key == opened.Name ? opened : Fill(g.Key, [.. g], 0, budget, byAddress))]);
    }

    private static DiffGroup Fill(string name, IReadOnlyList<ResourceChange> changes, int from, Budget budget, ILookup<string, FindingView> findings)
    {
        var items = new List<DiffItem>();
        while (from + items.Count < changes.Count && budget.HasResources)
        {
            var diff = PlanDiff.Of(changes[from + items.Count]);
            items.Add(new DiffItem(diff, budget.Take(DiffRow.Of(diff.Attributes).Count())));
        }

        var said = changes.SelectMany(c => findings[c.Address.Text]).Where(f => f.Counts).ToList();
        return new DiffGroup(
            name, changes.Count, Count(changes), said.Count(f => f.Status == FindingStatus.Fail), said.Count(f => f.Status == FindingStatus.Unknown),
            items, from, from + items.Count < changes.Count ? from + items.Count : null);
    }

    private static ActionCounts Count(IReadOnlyList<ResourceChange> changes)
    {
        int Of(string action) => changes.Count(c => ChangeWords.ActionOf(c) == action);
        var (create, update, delete, replace) = (Of("create"), Of("update"), Of("delete"), Of("replace"));
        return new ActionCounts(create, update, delete, replace, changes.Count - create - update - delete - replace);
    }

    private sealed class Budget(int resources, int lines)
    {
        private int _resources = resources;
        private int _lines = lines;

        public bool HasResources => _resources > 0;

        /// <returns>Whether its attributes fit.</returns>
        public bool Take(int lines)
        {
            _resources--;
            var fits = _lines >= lines || _lines == int.MaxValue;
            _lines -= fits && _lines != int.MaxValue ? lines : 0;
            return fits;
        }
    }
}

/// <param name="HasBody">False where its attributes are fetched when somebody opens it.</param>
public sealed record DiffItem(ResourceDiff Diff, bool HasBody);

/// <param name="Name">The action, the module (empty for the root) or the type.</param>
/// <param name="Failed">Findings that fail and count.</param>
/// <param name="Items">Those that are shown; none where the group is fetched when somebody opens it.</param>
/// <param name="From">How many were passed over.</param>
/// <param name="Next">Where to go on; null at the end.</param>
public sealed record DiffGroup(string Name, int Count, ActionCounts Counts, int Failed, int Undecided, IReadOnlyList<DiffItem> Items, int From, int? Next);
