using Turnpike.Values;

namespace Turnpike.Estate.References;

/// <summary>Collects what one expression refers to. Which instances are meant is settled once all of it is seen.</summary>
internal sealed class ReachBuilder
{
    private readonly HashSet<Reached> _direct = [];
    private readonly HashSet<Reached> _indirect = [];

    /// <summary>The expression holds <c>each.key</c>, <c>each.value</c> or <c>count.index</c>.</summary>
    public bool UsesOwnKey { get; set; }

    public bool IsOpen { get; set; }

    private bool _hasIndirect;

    public void Add(Block block, Value? key, string? attribute) =>
        _direct.Add(new Reached(block, key is null ? KeyMatch.All : KeyMatch.Exact, key, attribute));

    /// <param name="isVague">It is not said which of several things is meant.</param>
    public void AddIndirect(Reach reach, bool isVague = false)
    {
        _hasIndirect = true;
        IsOpen |= reach.IsOpen;
        foreach (var target in reach.Targets)
        {
            _indirect.Add(isVague && target.Match == KeyMatch.All && target.Block.IsRepeated ? target with { Match = KeyMatch.Some } : target);
        }
    }

    /// <param name="ownKey">What <c>each.key</c> is here where that is one value; null where it differs by instance.</param>
    /// <param name="isRepeated">Whether there is a key at all.</param>
    public Reach ToReach(Value? ownKey, bool isRepeated)
    {
        if (_direct.Count + _indirect.Count == 0)
        {
            return IsOpen ? Reach.Open : Reach.Nothing;
        }

        // Beside a variable or a local value, that may be the index of a bare reference; alone, a bare reference to a
        // repeated block is a splat or a loop over all its instances.
        var bare = _hasIndirect || IsOpen ? KeyMatch.Some : KeyMatch.All;
        var settled = new HashSet<Reached>(_direct.Count + _indirect.Count);
        foreach (var target in _direct)
        {
            settled.Add(Settle(target, ownKey, isRepeated, bare));
        }

        foreach (var target in _indirect)
        {
            settled.Add(Settle(target, ownKey, isRepeated, KeyMatch.All));
        }

        return new Reach([.. settled], IsOpen);
    }

    private Reached Settle(Reached target, Value? ownKey, bool isRepeated, KeyMatch otherwise)
    {
        if (target.Match != KeyMatch.All || !target.Block.IsRepeated)
        {
            return target;
        }

        if (!UsesOwnKey || !isRepeated)
        {
            return target with { Match = otherwise };
        }

        return ownKey is null
            ? target with { Match = KeyMatch.Own }
            : target with { Match = target.Block.Instance(ownKey) is null ? KeyMatch.Some : KeyMatch.Exact, Key = ownKey };
    }
}
