using Turnpike.Rego.Evaluation.Unknowns;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation;

/// <summary>Members by key. Two definite values of one key are a conflict, unless they are equal.</summary>
internal sealed class ObjectCollector : Collector
{
    private readonly ObjectBuilder _members = new();
    private int _possible;
    private PathMark? _cut;

    /// <summary>Set where two definite members clash; the caller says where.</summary>
    public bool HasConflict { get; private set; }

    /// <summary>True if nothing more need be found.</summary>
    public bool Add(Machine machine, Value key, Value value)
    {
        if (machine.Mark is { } mark)
        {
            return AddPossible(machine, key, value, mark);
        }

        if (_members.TryAdd(key, value))
        {
            return false;
        }

        var known = _members.Get(key)!;
        if (known is PossibleValue)
        {
            _members.Set(key, value);
            return false;
        }

        PathMark? ignored = null;
        var truth = Kleene.Equal(known, value, ref ignored);
        HasConflict |= truth == Truth.False;
        if (truth == Truth.Unknown && value.IsGround)
        {
            _members.Set(key, value);
        }

        return HasConflict;
    }

    public ObjectValue ToValue(Machine machine)
    {
        if (_cut is not null)
        {
            var rest = Rest(_cut);
            _members.Set(rest.Member, rest);
        }

        return _members.ToValue(machine);
    }

    private bool AddPossible(Machine machine, Value key, Value value, PathMark mark)
    {
        mark = key.IsGround ? mark.AsPossible() : mark;
        var known = _members.Get(key);
        if (known is null)
        {
            _members.Set(key, mark.Wrap(value));
        }
        else if (known is PossibleValue possible)
        {
            var all = PathMark.Join(PathMark.From(possible), mark)!;
            var joined = machine.JoinValues([new(key, possible.Member, PathMark.From(possible)), new(key, value, mark)]);
            _members.Set(key, all.Wrap(joined));
        }

        // Of a definite member the possible one is either the same or a conflict, which does not count here.
        if (++_possible <= MaxPossible)
        {
            return false;
        }

        _cut = PathMark.Join(_cut, mark);
        return true;
    }
}
