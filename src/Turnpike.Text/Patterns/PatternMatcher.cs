namespace Turnpike.Text.Patterns;

/// <summary>
/// Finds the leftmost match, of those the one that the pattern prefers, with its groups: all ways are followed side
/// by side, so that time is at most the text's length times the program's. Not safe for several threads.
/// </summary>
public sealed class PatternMatcher
{
    private readonly PatternProgram _program;
    private readonly int _slots;
    private readonly Stack<(int At, int Slot, int Old)> _waiting = new();
    private readonly int[] _current;
    private Threads _now;
    private Threads _next;

    internal PatternMatcher(PatternProgram program, int groups)
    {
        _program = program;
        _slots = groups * 2;
        _current = new int[_slots];
        _now = new Threads(program.Code.Length, _slots);
        _next = new Threads(program.Code.Length, _slots);
    }

    /// <summary>Start and end of the whole and of each group (-1 where it took no part); null without a match.</summary>
    public int[]? Find(string text, int from, IStepCounter? steps)
    {
        _now.Clear();
        int[]? found = null;
        for (var at = from; ;)
        {
            var mayStart = found is null && !(_program.IsAnchored && at > 0);
            if (_now.Count == 0)
            {
                at = mayStart ? NextStart(text, at) : -1;
                if (at < 0)
                {
                    return found;
                }
            }

            if (mayStart)
            {
                Array.Fill(_current, -1);
                _current[0] = at;
                Follow(_now, 0, text, at);
            }

            steps?.Step(1 + (_now.Count >> 3));
            var length = at + 1 < text.Length && char.IsHighSurrogate(text[at]) && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
            var rune = at >= text.Length ? -1 : length == 2 ? char.ConvertToUtf32(text[at], text[at + 1]) : text[at];
            if (Advance(text, rune, at + length) is { } slots)
            {
                found = slots;
                found[1] = at;
            }

            if (at >= text.Length)
            {
                return found;
            }

            at += length;
            (_now, _next) = (_next, _now);
        }
    }

    /// <summary>Moves each way past a code point (-1: the end of the text). The slots of the way that is complete here, if one is.</summary>
    private int[]? Advance(string text, int rune, int to)
    {
        _next.Clear();
        for (var i = 0; i < _now.Count; i++)
        {
            var place = _now.Place(i);
            ref readonly var instruction = ref _program.Code[place];
            if (instruction.Op == PatternOp.Match)
            {
                // What comes after in order is preferred less.
                return _now.Slots(i).ToArray();
            }

            if (rune >= 0 && instruction.Set!.Contains(rune))
            {
                _now.Slots(i).CopyTo(_current);
                Follow(_next, place + 1, text, to);
            }
        }

        return null;
    }

    /// <summary>The next place at which a match can start, or -1.</summary>
    private int NextStart(string text, int at)
    {
        if (_program.Prefix.Length > 0)
        {
            return text.IndexOf(_program.Prefix, at, StringComparison.Ordinal);
        }

        if (_program.First is { } first)
        {
            while (at < text.Length && text[at] < 0x80 && !first.Contains(text[at]))
            {
                at++;
            }

            return at < text.Length ? at : -1;
        }

        return at;
    }

    /// <summary>Takes all empty steps from an instruction, in order of preference.</summary>
    private void Follow(Threads threads, int start, string text, int at)
    {
        _waiting.Push((start, -1, 0));
        while (_waiting.TryPop(out var step))
        {
            if (step.Slot >= 0)
            {
                _current[step.Slot] = step.Old;
                continue;
            }

            if (!threads.TryEnter(step.At))
            {
                continue;
            }

            ref readonly var instruction = ref _program.Code[step.At];
            switch (instruction.Op)
            {
                case PatternOp.Jump:
                    _waiting.Push((instruction.First, -1, 0));
                    break;
                case PatternOp.Fork:
                    _waiting.Push((instruction.Second, -1, 0));
                    _waiting.Push((instruction.First, -1, 0));
                    break;
                case PatternOp.Save when instruction.First < _slots:
                    _waiting.Push((0, instruction.First, _current[instruction.First]));
                    _current[instruction.First] = at;
                    _waiting.Push((step.At + 1, -1, 0));
                    break;
                case PatternOp.Save:
                    _waiting.Push((step.At + 1, -1, 0));
                    break;
                case PatternOp.Boundary:
                    if (Boundaries.Holds((BoundaryKind)instruction.First, Boundaries.Before(text, at), Boundaries.After(text, at)))
                    {
                        _waiting.Push((step.At + 1, -1, 0));
                    }

                    break;
                default:
                    threads.Add(step.At, _current);
                    break;
            }
        }
    }

    /// <summary>Places in the program in order of preference, each at most once, with the slots of the way there.</summary>
    private sealed class Threads(int size, int slots)
    {
        private readonly int[] _entered = new int[size];
        private readonly int[] _places = new int[size];
        private int[] _slots = new int[Math.Min(size, 16) * slots];
        private int _round;

        public int Count { get; private set; }

        public int Place(int index) => _places[index];

        public ReadOnlySpan<int> Slots(int index) => _slots.AsSpan(index * slots, slots);

        public void Clear()
        {
            Count = 0;
            _round++;
        }

        public bool TryEnter(int place)
        {
            if (_entered[place] == _round)
            {
                return false;
            }

            _entered[place] = _round;
            return true;
        }

        public void Add(int place, ReadOnlySpan<int> values)
        {
            if ((Count + 1) * slots > _slots.Length)
            {
                Array.Resize(ref _slots, Math.Max(slots, _slots.Length * 2));
            }

            values.CopyTo(_slots.AsSpan(Count * slots));
            _places[Count++] = place;
        }
    }
}
