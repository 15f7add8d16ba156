using System.Collections.Immutable;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Inventory.Ownership;

/// <param name="By">Who said so.</param>
public sealed record OwnershipCorrection(string Match, OwnershipQuestion Question, string Value, string Reason, string By, DateTimeOffset At);

/// <summary>The rules and corrections in force.</summary>
/// <param name="rules">In force until the ledger has others.</param>
public sealed class OwnershipProjection(OwnershipRules? rules = null) : IProjection
{
    private ImmutableDictionary<(string Match, OwnershipQuestion Question), OwnershipCorrection> _corrections = ImmutableDictionary<(string, OwnershipQuestion), OwnershipCorrection>.Empty;
    private KeyRules? _keys;

    public OwnershipRules Rules => Vocabulary.Rules;

    /// <summary>The rules, ready to be asked.</summary>
    public OwnershipVocabulary Vocabulary { get; private set; } = rules is null ? OwnershipVocabulary.Default : new OwnershipVocabulary(rules);

    /// <summary>What rules and corrections say of keys.</summary>
    public KeyRules Keys => _keys ??= new KeyRules(Vocabulary, Corrections);

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
                Changed(entry);
            }
        }
        else if (OwnershipEvents.RulesSet.Is(entry))
        {
            Vocabulary = new OwnershipVocabulary(OwnershipEvents.RulesSet.Read(entry).ToRules());
            Changed(entry);
        }
    }

    private void Changed(LedgerEntry entry)
    {
        _keys = null;
        Position = entry.Position;
    }
}
