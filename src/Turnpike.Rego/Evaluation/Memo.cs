using Turnpike.Rego.Evaluation.Unknowns;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation;

/// <summary>What rules answered under one input and data. Emptied by giving it a new generation, which costs nothing.</summary>
internal sealed class Memo
{
    private Entry[] _rules = [];
    private Dictionary<CallKey, Entry>? _calls;
    private int _generation = 1;

    public void Clear()
    {
        _generation++;
        _calls?.Clear();
    }

    /// <summary>Forgets the values themselves, so that a pooled machine keeps no document alive.</summary>
    public void Release()
    {
        Array.Clear(_rules);
        _calls = null;
    }

    public bool TryGet(int rule, out Entry entry)
    {
        if ((uint)rule < (uint)_rules.Length)
        {
            entry = _rules[rule];
            return entry.Generation == _generation;
        }

        entry = default;
        return false;
    }

    public void Set(int rule, Value? value, PathMark? mark)
    {
        if (rule >= _rules.Length)
        {
            Array.Resize(ref _rules, Math.Max(16, Math.Max(rule + 1, _rules.Length * 2)));
        }

        _rules[rule] = new Entry { Generation = _generation, Value = value, Mark = mark };
    }

    public bool TryGet(in CallKey key, out Entry entry)
    {
        entry = default;
        return _calls is not null && _calls.TryGetValue(key, out entry);
    }

    public void Set(in CallKey key, Value? value, PathMark? mark) =>
        (_calls ??= [])[key] = new Entry { Generation = _generation, Value = value, Mark = mark };

    public struct Entry
    {
        public int Generation;
        public Value? Value;
        public PathMark? Mark;
    }
}

/// <summary>
/// A function or partial rule with what it was asked. Collections are compared by identity: hashing a large document to
/// save a small computation would cost more than the computation.
/// </summary>
internal readonly struct CallKey : IEquatable<CallKey>
{
    private readonly int _rule;
    private readonly Value?[]? _more;
    private readonly Value? _first;
    private readonly Value? _second;
    private readonly int _hash;

    public CallKey(int rule, ReadOnlySpan<Value> arguments)
    {
        _rule = rule;
        _first = arguments.Length > 0 ? arguments[0] : null;
        _second = arguments.Length > 1 ? arguments[1] : null;
        _more = arguments.Length > 2 ? arguments[2..].ToArray() : null;
        var hash = rule;
        foreach (var argument in arguments)
        {
            hash = (hash * 31) + HashOf(argument);
        }

        _hash = hash;
    }

    public bool Equals(CallKey other)
    {
        if (_rule != other._rule || _hash != other._hash || !Same(_first, other._first) || !Same(_second, other._second))
        {
            return false;
        }

        for (var i = 0; i < (_more?.Length ?? 0); i++)
        {
            if (!Same(_more![i], other._more![i]))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is CallKey other && Equals(other);

    public override int GetHashCode() => _hash;

    private static int HashOf(Value value) =>
        value.Kind <= ValueKind.String ? value.GetHashCode() : System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(value);

    private static bool Same(Value? left, Value? right) =>
        ReferenceEquals(left, right)
        || (left is not null && right is not null && left.Kind <= ValueKind.String && left.Equals(right) && left.IsSensitive == right.IsSensitive);
}
