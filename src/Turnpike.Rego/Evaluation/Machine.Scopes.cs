using Turnpike.Rego.Evaluation.Unknowns;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation;

internal sealed partial class Machine
{
    private readonly List<DocumentScope> _scopes = [];
    private Value[] _arguments = new Value[16];
    private int _argumentCount;
    private int _withDepth;

    /// <summary>The unknowns on which the solutions hang that the innermost test for existence found to be only possible.</summary>
    public PathMark? Open { get; set; }

    /// <summary>Whether a body has a solution, and where that is open, on what it hangs.</summary>
    public Truth Exists(Step body, Slot[] frame, out PathMark? causes)
    {
        if (Mark is { } outer)
        {
            return ExistsPossibly(body, frame, outer, out causes);
        }

        var open = Open;
        Open = null;
        var found = body.Run(this, frame);
        causes = found ? null : Open;
        Open = open;
        Mark = null;
        return found ? Truth.True : causes is null ? Truth.False : Truth.Unknown;
    }

    /// <summary>Notes a solution; true if it is definite, so that no other need be found.</summary>
    public bool NoteSolution()
    {
        if (Mark is null)
        {
            return true;
        }

        Open = PathMark.Join(Open, Mark.AsPossible());
        return false;
    }

    /// <summary>Puts the documents of <c>with</c> in place; <see cref="LeaveScope"/> takes them away.</summary>
    public void EnterScope(DocumentScope inner)
    {
        _scopes.Add(new DocumentScope(Input, Data, Overrides, Memo));
        var memo = MemoAt(++_withDepth);
        memo.Clear();
        Use(inner with { Memo = memo });
    }

    public void LeaveScope()
    {
        Use(_scopes[^1]);
        _scopes.RemoveAt(_scopes.Count - 1);
        _withDepth--;
    }

    /// <summary>
    /// Steps out of the innermost <c>with</c> for what comes after it. Its memo keeps its place: a <c>with</c> further on
    /// must not take it, because backtracking comes back.
    /// </summary>
    public DocumentScope Suspend()
    {
        var inner = new DocumentScope(Input, Data, Overrides, Memo);
        Use(_scopes[^1]);
        _scopes.RemoveAt(_scopes.Count - 1);
        return inner;
    }

    public void Resume(DocumentScope inner)
    {
        _scopes.Add(new DocumentScope(Input, Data, Overrides, Memo));
        Use(inner);
    }

    /// <summary>Arguments of calls under way, so that a call allocates none. Gives the place of the first.</summary>
    public int PushArguments(int count)
    {
        var at = _argumentCount;
        _argumentCount += count;
        if (_argumentCount > _arguments.Length)
        {
            Array.Resize(ref _arguments, Math.Max(_argumentCount, _arguments.Length * 2));
        }

        return at;
    }

    public void SetArgument(int at, Value value) => _arguments[at] = value;

    public ReadOnlySpan<Value> Arguments(int at, int count) => _arguments.AsSpan(at, count);

    public void PopArguments(int at) => _argumentCount = at;

    private Truth ExistsPossibly(Step body, Slot[] frame, PathMark outer, out PathMark? causes)
    {
        var truth = Truth.Unknown;
        PathMark? found = null;
        var value = Speculate(
            (machine, _) =>
            {
                truth = machine.Exists(body, frame, out found);
                return null;
            },
            0);
        causes = value is null ? found : outer;
        Mark = outer;
        return value is null ? truth : Truth.Unknown;
    }

    private void Use(DocumentScope scope)
    {
        Input = scope.Input;
        Data = scope.Data;
        Overrides = scope.Overrides;
        Memo = scope.Memo;
    }
}

/// <summary>The documents and replacements under which statements run.</summary>
internal readonly record struct DocumentScope(Value? Input, Value Data, Overrides? Overrides, Memo Memo);
