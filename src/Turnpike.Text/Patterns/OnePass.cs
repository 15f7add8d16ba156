namespace Turnpike.Text.Patterns;

/// <summary>
/// Finds the match and the groups of an anchored pattern in one deterministic walk, where at every place each next
/// character leaves at most one way to go on. Most patterns that take a line apart are of this kind. Immutable.
/// </summary>
internal sealed class OnePass
{
    private const int MaxNodes = 1000;

    private readonly RuneClasses _classes;
    private readonly Move?[] _moves;
    private readonly Move?[] _matches;

    private OnePass(RuneClasses classes, Move?[] moves, Move?[] matches)
    {
        _classes = classes;
        _moves = moves;
        _matches = matches;
    }

    /// <summary>Null if the pattern is not of this kind.</summary>
    public static OnePass? TryBuild(PatternProgram program, RuneClasses classes) =>
        program.IsAnchored ? new Builder(program, classes).Build() : null;

    /// <summary>Start and end of the whole and of each group (-1 where it took no part) for a match from the text's start; null without one.</summary>
    public int[]? Find(string text, int groups, IStepCounter? steps)
    {
        var slots = new int[groups * 2];
        Array.Fill(slots, -1);
        slots[0] = 0;
        steps?.Step(1 + (text.Length >> 4));
        int[]? found = null;
        var node = 0;
        var (ascii, width) = (_classes.Ascii, _classes.Count);
        for (var at = 0; ; at++)
        {
            if (_matches[node] is { } match && match.Holds(text, at))
            {
                // Nothing changes the slots any more where the text ends.
                var isLast = at >= text.Length;
                found = isLast ? slots : found ?? new int[slots.Length];
                slots.CopyTo(found, 0);
                match.Save(found, at);
                found[1] = at;
            }

            if (at >= text.Length)
            {
                return found;
            }

            var from = at;
            var symbol = text[at] < ascii.Length ? ascii[text[at]] : _classes.Next(text, ref at);
            if (_moves[(node * width) + symbol] is not { } move)
            {
                return found;
            }

            node = move.To;
            if (move.IsPlain)
            {
                continue;
            }

            if (!move.Holds(text, from))
            {
                return found;
            }

            move.Save(slots, from);
        }
    }

    /// <summary>What is to be noted and tested on the way from one place of the program to the next.</summary>
    private sealed record Move(int To, int[] Saves, BoundaryKind[] Boundaries)
    {
        public bool IsPlain { get; } = Saves.Length == 0 && Boundaries.Length == 0;

        public bool Holds(string text, int at)
        {
            foreach (var boundary in Boundaries)
            {
                if (!Patterns.Boundaries.Holds(boundary, Patterns.Boundaries.Before(text, at), Patterns.Boundaries.After(text, at)))
                {
                    return false;
                }
            }

            return true;
        }

        public void Save(int[] slots, int at)
        {
            foreach (var slot in Saves)
            {
                if (slot < slots.Length)
                {
                    slots[slot] = at;
                }
            }
        }
    }

    private sealed class Builder(PatternProgram program, RuneClasses classes)
    {
        private readonly List<int> _places = [0];
        private readonly Dictionary<int, int> _numbers = new() { [0] = 0 };
        private readonly List<Move?> _moves = [];
        private readonly List<Move?> _matches = [];

        public OnePass? Build()
        {
            for (var node = 0; node < _places.Count; node++)
            {
                _moves.AddRange(new Move?[classes.Count]);
                _matches.Add(null);
                if (_places.Count > MaxNodes || !Expand(node))
                {
                    return null;
                }
            }

            return new OnePass(classes, [.. _moves], [.. _matches]);
        }

        // All empty steps from a place, the preferred first. False where two ways would remain.
        private bool Expand(int node)
        {
            var seen = new HashSet<int>();
            var waiting = new Stack<(int At, int[] Saves, BoundaryKind[] Boundaries)>();
            waiting.Push((_places[node], [], []));
            while (waiting.TryPop(out var way))
            {
                if (!seen.Add(way.At))
                {
                    return false;
                }

                var instruction = program.Code[way.At];
                switch (instruction.Op)
                {
                    case PatternOp.Jump:
                        waiting.Push(way with { At = instruction.First });
                        break;
                    case PatternOp.Fork:
                        waiting.Push(way with { At = instruction.Second });
                        waiting.Push(way with { At = instruction.First });
                        break;
                    case PatternOp.Save:
                        waiting.Push(way with { At = way.At + 1, Saves = [.. way.Saves, instruction.First] });
                        break;
                    case PatternOp.Boundary:
                        waiting.Push(way with { At = way.At + 1, Boundaries = [.. way.Boundaries, (BoundaryKind)instruction.First] });
                        break;
                    case PatternOp.Match:
                        _matches[node] = new Move(-1, way.Saves, way.Boundaries);

                        // A match that is preferred over going on ends the search, unless it hangs on a boundary.
                        return waiting.Count == 0 || way.Boundaries.Length == 0;
                    default:
                        if (!AddMoves(node, way, instruction.Set!))
                        {
                            return false;
                        }

                        break;
                }
            }

            return true;
        }

        private bool AddMoves(int node, (int At, int[] Saves, BoundaryKind[] Boundaries) way, RuneSet set)
        {
            var move = new Move(NumberOf(way.At + 1), way.Saves, way.Boundaries);
            for (var symbol = 0; symbol < classes.Count; symbol++)
            {
                if (!set.Contains(classes.RepresentativeOf(symbol)))
                {
                    continue;
                }

                ref var known = ref System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_moves)[(node * classes.Count) + symbol];
                if (known is not null)
                {
                    return false;
                }

                known = move;
            }

            return true;
        }

        private int NumberOf(int place)
        {
            if (!_numbers.TryGetValue(place, out var number))
            {
                number = _places.Count;
                _places.Add(place);
                _numbers.Add(place, number);
            }

            return number;
        }
    }
}
