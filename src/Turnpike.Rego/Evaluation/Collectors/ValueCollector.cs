using Turnpike.Rego.Evaluation.Unknowns;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation;

/// <summary>The one value of a complete rule or function.</summary>
internal sealed class ValueCollector : Collector
{
    private List<MarkedItem>? _possible;

    /// <summary>The definite value, once there is one.</summary>
    public Value? Found { get; private set; }

    public bool HasConflict { get; private set; }

    public IReadOnlyList<MarkedItem>? Possible => _possible;

    public void NoteConflict(bool hasConflict) => HasConflict |= hasConflict;

    /// <summary>The unknowns on which the possible values hang.</summary>
    public PathMark? Causes { get; private set; }

    public void Reset()
    {
        Found = null;
        HasConflict = false;
        _possible = null;
        Causes = null;
    }

    /// <summary>True if nothing more need be found.</summary>
    public bool Add(Machine machine, Value value)
    {
        if (machine.Mark is { } mark)
        {
            return AddPossible(value, mark);
        }

        if (Found is null)
        {
            Found = value;
            return false;
        }

        PathMark? ignored = null;
        var truth = Kleene.Equal(Found, value, ref ignored);
        HasConflict |= truth == Truth.False;
        if (truth == Truth.Unknown && value.IsGround)
        {
            Found = value;
        }

        return HasConflict;
    }

    public bool AddPossible(Value value, PathMark mark)
    {
        _possible ??= [];
        Causes = PathMark.Join(Causes, mark.AsPossible());
        if (!_possible.Exists(known => known.Item.Equals(value)))
        {
            _possible.Add(new MarkedItem(value, value, mark));
        }

        return _possible.Count > MaxPossible;
    }
}
