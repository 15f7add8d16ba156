using System.Runtime.InteropServices;

namespace Turnpike.Text.Patterns;

/// <summary>
/// Answers whether a pattern matches, one table look-up a character: the deterministic automaton is built as texts
/// ask for it. A state is what the nondeterministic one could be at, before empty steps: those are taken once the
/// next character is known, so that boundaries are decided by what stands on both sides. Safe for several threads.
/// </summary>
internal sealed class PatternAutomaton
{
    private const int MaxStates = 4000;
    private const int CharactersBetweenSteps = 0xFFF;
    private const int Unbuilt = -1;
    private const int Matched = -2;
    private const int Dead = -3;

    private readonly PatternProgram _program;
    private readonly RuneClasses _classes;
    private readonly Lock _lock = new();
    private readonly Closure _closure;
    private readonly List<int> _targets = [];
    private Table _table;

    public PatternAutomaton(PatternProgram program)
    {
        _program = program;
        _classes = new RuneClasses(program);
        _closure = new Closure(program);
        _table = NewTable();
    }

    public RuneClasses Classes => _classes;

    /// <param name="from">No match starts before this place.</param>
    public bool IsMatch(string text, int from, IStepCounter? steps)
    {
        var table = _table;
        var ascii = _classes.Ascii;
        var state = (int)Boundaries.Before(text, from);
        for (var i = from; i < text.Length; i++)
        {
            if ((i & CharactersBetweenSteps) == 0)
            {
                steps?.Step(1 + (CharactersBetweenSteps >> 4));
            }

            var symbol = text[i] < ascii.Length ? ascii[text[i]] : _classes.Next(text, ref i);
            var next = table.Next[(state * table.Width) + symbol];
            if (next < 0)
            {
                if (next == Unbuilt)
                {
                    (table, next) = Build(table, state, symbol);
                }

                if (next < 0)
                {
                    return next == Matched;
                }
            }

            state = next;
        }

        var last = table.Next[(state * table.Width) + _classes.Count];
        return (last == Unbuilt ? Build(table, state, _classes.Count).Next : last) == Matched;
    }

    // The first states are the places where a match may start, by what stands before them.
    private Table NewTable()
    {
        var table = new Table(_classes.Count + 1);
        for (var before = BeforeKind.TextStart; before <= BeforeKind.Other; before++)
        {
            table.Add(new State([0], before));
        }

        return table;
    }

    /// <summary>The transition, in the given table or, where that was full, in a fresh one.</summary>
    private (Table Table, int Next) Build(Table table, int state, int symbol)
    {
        lock (_lock)
        {
            var from = table.States[state];
            var kind = symbol == _classes.Count ? AfterKind.TextEnd : _classes.KindOf(symbol);
            var (targets, isMatched) = Step(from, symbol, kind);
            var next = isMatched ? Matched : targets.Length == 0 ? Dead : Unbuilt;
            if (next == Unbuilt)
            {
                var to = new State(targets, kind switch { AfterKind.NewLine => BeforeKind.NewLine, AfterKind.Word => BeforeKind.Word, _ => BeforeKind.Other });
                if (table.States.Count >= MaxStates && !table.Numbers.ContainsKey(to))
                {
                    _table = table = NewTable();
                    return (table, table.Add(to));
                }

                next = table.Add(to);
            }

            table.Next[(state * table.Width) + symbol] = next;
            return (table, next);
        }
    }

    private (int[] Targets, bool IsMatched) Step(State from, int symbol, AfterKind kind)
    {
        _closure.Start(from.Before, kind);
        foreach (var start in from.Starts)
        {
            _closure.Add(start);
        }

        if (_closure.IsMatched || symbol == _classes.Count)
        {
            return ([], _closure.IsMatched);
        }

        var representative = _classes.RepresentativeOf(symbol);
        _targets.Clear();
        foreach (var at in _closure.Takes)
        {
            if (_program.Code[at].Set!.Contains(representative))
            {
                _targets.Add(at + 1);
            }
        }

        // A match may also begin later. A target is no take that another one leads to twice, so that they are distinct.
        if (!_program.IsAnchored)
        {
            _targets.Add(0);
        }

        _targets.Sort();
        return ([.. _targets], false);
    }

    private sealed class Table(int width)
    {
        public int Width { get; } = width;

        public List<State> States { get; } = [];

        public Dictionary<State, int> Numbers { get; } = [];

        // Replaced as it grows; a reader with the old one sees unbuilt transitions at worst.
        public int[] Next { get; private set; } = [];

        public int Add(State state)
        {
            if (Numbers.TryGetValue(state, out var known))
            {
                return known;
            }

            var number = States.Count;
            States.Add(state);
            Numbers.Add(state, number);
            if ((number + 1) * Width > Next.Length)
            {
                var grown = new int[Math.Max(Next.Length * 2, 8 * Width)];
                Array.Fill(grown, Unbuilt);
                Next.CopyTo(grown, 0);
                Next = grown;
            }

            return number;
        }
    }

    private sealed record State(int[] Starts, BeforeKind Before)
    {
        public bool Equals(State? other) => other is not null && Before == other.Before && Starts.AsSpan().SequenceEqual(other.Starts);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.AddBytes(MemoryMarshal.AsBytes(Starts.AsSpan()));
            hash.Add(Before);
            return hash.ToHashCode();
        }
    }
}

/// <summary>What stands before a place in a text.</summary>
internal enum BeforeKind : byte
{
    TextStart,
    NewLine,
    Word,
    Other,
}

/// <summary>What stands after a place in a text.</summary>
internal enum AfterKind : byte
{
    TextEnd,
    NewLine,
    Word,
    Other,
}

internal static class Boundaries
{
    public static bool Holds(BoundaryKind kind, BeforeKind before, AfterKind after) => kind switch
    {
        BoundaryKind.TextStart => before == BeforeKind.TextStart,
        BoundaryKind.TextEnd => after == AfterKind.TextEnd,
        BoundaryKind.LineStart => before is BeforeKind.TextStart or BeforeKind.NewLine,
        BoundaryKind.LineEnd => after is AfterKind.TextEnd or AfterKind.NewLine,
        BoundaryKind.Word => (before == BeforeKind.Word) != (after == AfterKind.Word),
        _ => (before == BeforeKind.Word) == (after == AfterKind.Word),
    };

    public static BeforeKind Before(string text, int at) =>
        at == 0 ? BeforeKind.TextStart : text[at - 1] == '\n' ? BeforeKind.NewLine : IsWord(text[at - 1]) ? BeforeKind.Word : BeforeKind.Other;

    public static AfterKind After(string text, int at) =>
        at >= text.Length ? AfterKind.TextEnd : text[at] == '\n' ? AfterKind.NewLine : IsWord(text[at]) ? AfterKind.Word : AfterKind.Other;

    private static bool IsWord(char unit) => char.IsAsciiLetterOrDigit(unit) || unit == '_';
}

/// <summary>Where empty steps lead to at one place of a text. Used again and again, by one thread at a time.</summary>
internal sealed class Closure(PatternProgram program)
{
    private readonly int[] _seen = new int[program.Code.Length];
    private readonly Stack<int> _waiting = [];
    private BeforeKind _before;
    private AfterKind _after;
    private int _round;

    public List<int> Takes { get; } = [];

    public bool IsMatched { get; private set; }

    public void Start(BeforeKind before, AfterKind after)
    {
        (_before, _after) = (before, after);
        _round++;
        Takes.Clear();
        IsMatched = false;
    }

    public void Add(int start)
    {
        _waiting.Push(start);
        while (_waiting.TryPop(out var at))
        {
            if (_seen[at] == _round)
            {
                continue;
            }

            _seen[at] = _round;

            var instruction = program.Code[at];
            switch (instruction.Op)
            {
                case PatternOp.Take:
                    Takes.Add(at);
                    break;
                case PatternOp.Match:
                    IsMatched = true;
                    break;
                case PatternOp.Jump:
                    _waiting.Push(instruction.First);
                    break;
                case PatternOp.Fork:
                    _waiting.Push(instruction.Second);
                    _waiting.Push(instruction.First);
                    break;
                case PatternOp.Boundary when !Boundaries.Holds((BoundaryKind)instruction.First, _before, _after):
                    break;
                default:
                    _waiting.Push(at + 1);
                    break;
            }
        }
    }
}
