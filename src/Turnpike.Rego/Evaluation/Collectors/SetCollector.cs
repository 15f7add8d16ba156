using Turnpike.Rego.Evaluation.Unknowns;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation;

internal sealed class SetCollector : Collector
{
    private SetBuilder? _members;
    private Dictionary<Value, PathMark>? _possible;
    private PathMark? _cut;

    public int Count => _members?.Count ?? 0;

    /// <summary>True if nothing more need be found.</summary>
    public bool Add(Machine machine, Value member)
    {
        if (machine.Mark is { } mark)
        {
            return AddPossible(member, mark);
        }

        (_members ??= new SetBuilder()).Add(member);
        _possible?.Remove(member);
        return false;
    }

    public SetValue ToValue()
    {
        if (_possible is null && _cut is null)
        {
            return _members?.ToValue() ?? SetValue.Empty;
        }

        _members ??= new SetBuilder();
        if (_cut is not null)
        {
            _members.Add(Rest(_cut));
        }
        else
        {
            foreach (var (member, mark) in _possible!)
            {
                _members.Add(mark.Wrap(member));
            }
        }

        return _members.ToValue();
    }

    private bool AddPossible(Value member, PathMark mark)
    {
        if (_members?.Contains(member) == true)
        {
            return false;
        }

        // However many solutions give it, a known value is one member.
        mark = member.IsGround ? mark.AsPossible() : mark;
        _possible ??= [];
        _possible[member] = _possible.TryGetValue(member, out var known) ? PathMark.Join(known, mark)! : mark;
        if (_possible.Count <= MaxPossible)
        {
            return false;
        }

        foreach (var one in _possible.Values)
        {
            _cut = PathMark.Join(_cut, one);
        }

        return true;
    }
}
