using System.Collections.Immutable;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Inventory.Ownership;

/// <param name="By">Who said so.</param>
public sealed record OwnershipCorrection(string Match, OwnershipQuestion Question, string Value, string Reason, string By, DateTimeOffset At);

/// <summary>The rules and corrections in force.</summary>
public sealed class OwnershipProjection : IProjection
{
    private ImmutableDictionary<(string Match, OwnershipQuestion Question), OwnershipCorrection> _corrections = ImmutableDictionary<(string, OwnershipQuestion), OwnershipCorrection>.Empty;

    public OwnershipRules Rules { get; private set; } = OwnershipRules.Default;

    /// <summary>Grows with each entry that changes an answer.</summary>
    public long Position { get; private set; } = -1;

    /// <summary>The last said first.</summary>
    public IReadOnlyList<OwnershipCorrection> Corrections => [.. _corrections.Values.OrderByDescending(static c => c.At).ThenBy(static c => c.Match, StringComparer.Ordinal)];

    public void Apply(LedgerEntry entry)
    {
        if (OwnershipEvents.Corrected.Is(entry))
        {
            var e = OwnershipEvents.Corrected.Read(entry);
            if (Enum.TryParse<OwnershipQuestion>(e.Question, out var question))
            {
                _corrections = e.Value is null
                    ? _corrections.Remove((e.Match, question))
                    : _corrections.SetItem((e.Match, question), new OwnershipCorrection(e.Match, question, e.Value, e.Reason, entry.Actor, entry.RecordedAt));
                Position = entry.Position;
            }
        }
        else if (OwnershipEvents.RulesSet.Is(entry))
        {
            var e = OwnershipEvents.RulesSet.Read(entry);
            Rules = new OwnershipRules(
                [.. e.Order.Select(static o => Enum.TryParse<OwnershipSource>(o, out var source) ? source : (OwnershipSource?)null).OfType<OwnershipSource>()],
                e.Keys.Where(static k => Enum.TryParse<OwnershipQuestion>(k.Key, out _)).ToDictionary(static k => Enum.Parse<OwnershipQuestion>(k.Key), static k => k.Value),
                [.. e.Places.Where(static p => Enum.TryParse<OwnershipQuestion>(p.Question, out _)).Select(static p => new PlaceRule(p.Match, Enum.Parse<OwnershipQuestion>(p.Question), p.Value))]);
            Position = entry.Position;
        }
    }
}
