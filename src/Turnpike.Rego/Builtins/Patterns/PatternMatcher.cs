namespace Turnpike.Rego.Builtins.Patterns;

/// <summary>
/// Finds the leftmost match, of those the one that the pattern prefers, with its groups: all ways are followed side
/// by side, so that time is at most the text's length times the program's.
/// </summary>
internal sealed class PatternMatcher(PatternProgram program, int groups)
{
    private readonly int _slots = groups * 2;
    private readonly Threads _first = new(program.Code.Length);
    private readonly Threads _second = new(program.Code.Length);
    private readonly Stack<(int At, int Slot, int Old)> _waiting = new();
    private int[] _current = [];

    /// <summary>Start and end of the whole and of each group (-1 where it took no part); null without a match.</summary>
    public int[]? Find(string text, int from, BuiltinContext context)
    {
        var (now, next) = (_first, _second);
        now.Clear();
        int[]? found = null;
        for (var at = from; ; )
        {
            if (now.Count == 0)
            {
                if (found is not null || (program.IsAnchored && at > 0))
                {
                    return found;
                }

                if (program.Prefix.Length > 0)
                {
                    at = text.IndexOf(program.Prefix, at, StringComparison.Ordinal);
                    if (at < 0)
                    {
                        return null;
                    }
                }
            }

            if (found is null && !(program.IsAnchored && at > 0))
            {
                _current = NewSlots();
                _current[0] = at;
                Follow(now, 0, text, at);
            }

            context.Step(1 + (now.Count / 8));
            var length = at < text.Length && char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
            var rune = at >= text.Length ? -1 : length == 2 ? char.ConvertToUtf32(text[at], text[at + 1]) : text[at];
            next.Clear();
            for (var i = 0; i < now.Count; i++)
            {
                var (place, slots) = now[i];
                var instruction = program.Code[place];
                if (instruction.Op == PatternOp.Match)
                {
                    // What comes after in order is preferred less.
                    found = slots;
                    found[1] = at;
                    break;
                }

                if (rune >= 0 && instruction.Set!.Contains(rune))
                {
                    _current = (int[])slots.Clone();
                    Follow(next, place + 1, text, at + length);
                }
            }

            if (at >= text.Length)
            {
                return found;
            }

            at += length;
            (now, next) = (next, now);
        }
    }

    private int[] NewSlots()
    {
        var slots = new int[_slots];
        Array.Fill(slots, -1);
        return slots;
    }

    /// <summary>Takes all empty steps from an instruction, in order of preference.</summary>
    private void Follow(Threads threads, int start, string text, int at)
    {
        var (before, after) = (Boundaries.Before(text, at), Boundaries.After(text, at));
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

            var instruction = program.Code[step.At];
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
                    if (Boundaries.Holds((BoundaryKind)instruction.First, before, after))
                    {
                        _waiting.Push((step.At + 1, -1, 0));
                    }

                    break;
                default:
                    threads.Add(step.At, (int[])_current.Clone());
                    break;
            }
        }
    }

    /// <summary>Places in the program in order of preference, each at most once.</summary>
    private sealed class Threads(int size)
    {
        private readonly int[] _entered = new int[size];
        private readonly (int Place, int[] Slots)[] _threads = new (int, int[])[size];
        private int _round;

        public int Count { get; private set; }

        public (int Place, int[] Slots) this[int index] => _threads[index];

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

        public void Add(int place, int[] slots) => _threads[Count++] = (place, slots);
    }
}
