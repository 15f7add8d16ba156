namespace Turnpike.Text.Patterns;

internal enum PatternOp : byte
{
    /// <summary>Takes one code point of a set and goes to the next instruction.</summary>
    Take,

    /// <summary>Goes to both targets, the first preferred.</summary>
    Fork,
    Jump,
    Save,
    Boundary,
    Match,
}

internal readonly record struct PatternInstruction(PatternOp Op, int First = 0, int Second = 0, RuneSet? Set = null);

/// <summary>A pattern as instructions of a nondeterministic automaton.</summary>
internal sealed class PatternProgram
{
    private const int MaxInstructions = 100_000;

    private readonly List<PatternInstruction> _code = [];

    private PatternProgram()
    {
    }

    public PatternInstruction[] Code { get; private set; } = [];

    /// <summary>Whether a boundary other than the ends of the text is tested.</summary>
    public bool LooksAround { get; private set; }

    /// <summary>Matches can start only where the text starts.</summary>
    public bool IsAnchored { get; private set; }

    /// <summary>A text that every match starts with; empty where there is none.</summary>
    public string Prefix { get; private set; } = "";

    /// <summary>What every match starts with one of; null where a match may be empty.</summary>
    public RuneSet? First { get; private set; }

    public static PatternProgram Compile(PatternNode node)
    {
        var program = new PatternProgram();
        program.Emit(node);
        program.Add(new PatternInstruction(PatternOp.Match));
        program.Code = [.. program._code];
        program.IsAnchored = StartsAtTextStart(node);
        program.Prefix = program.FindPrefix();
        program.First = program.FindFirst();
        return program;
    }

    private int Add(PatternInstruction instruction)
    {
        if (_code.Count >= MaxInstructions)
        {
            throw new PatternException("error parsing regexp: expression is too large");
        }

        _code.Add(instruction);
        return _code.Count - 1;
    }

    private void Emit(PatternNode node)
    {
        switch (node)
        {
            case PatternNode.One one:
                Add(new PatternInstruction(PatternOp.Take, Set: one.Set));
                break;
            case PatternNode.Sequence sequence:
                foreach (var part in sequence.Parts)
                {
                    Emit(part);
                }

                break;
            case PatternNode.Choice choice:
                EmitChoice(choice);
                break;
            case PatternNode.Repeat repeat:
                EmitRepeat(repeat);
                break;
            case PatternNode.Group group:
                Add(new PatternInstruction(PatternOp.Save, group.Index * 2));
                Emit(group.Body);
                Add(new PatternInstruction(PatternOp.Save, (group.Index * 2) + 1));
                break;
            case PatternNode.Boundary boundary:
                LooksAround |= boundary.Kind is not (BoundaryKind.TextStart or BoundaryKind.TextEnd);
                Add(new PatternInstruction(PatternOp.Boundary, (int)boundary.Kind));
                break;
        }
    }

    private void EmitChoice(PatternNode.Choice choice)
    {
        var exits = new List<int>();
        for (var i = 0; i < choice.Options.Count - 1; i++)
        {
            var fork = Add(default);
            Emit(choice.Options[i]);
            exits.Add(Add(default));
            _code[fork] = new PatternInstruction(PatternOp.Fork, fork + 1, _code.Count);
        }

        Emit(choice.Options[^1]);
        foreach (var exit in exits)
        {
            _code[exit] = new PatternInstruction(PatternOp.Jump, _code.Count);
        }
    }

    private void EmitRepeat(PatternNode.Repeat repeat)
    {
        // A body that may be empty loops as (body+)?: else the empty way round would hide the exit's place in the order.
        if (repeat is { Min: 0, Max: null } && CanBeEmpty(repeat.Body))
        {
            EmitRepeat(new PatternNode.Repeat(new PatternNode.Repeat(repeat.Body, 1, null, repeat.IsGreedy), 0, 1, repeat.IsGreedy));
            return;
        }

        for (var i = 0; i < repeat.Min - (repeat.Max is null ? 1 : 0); i++)
        {
            Emit(repeat.Body);
        }

        if (repeat.Max is { } max)
        {
            var exits = new List<int>();
            for (var i = repeat.Min; i < max; i++)
            {
                exits.Add(Add(default));
                Emit(repeat.Body);
            }

            foreach (var fork in exits)
            {
                _code[fork] = Fork(fork + 1, _code.Count, repeat.IsGreedy);
            }
        }
        else if (repeat.Min == 0)
        {
            var fork = Add(default);
            Emit(repeat.Body);
            Add(new PatternInstruction(PatternOp.Jump, fork));
            _code[fork] = Fork(fork + 1, _code.Count, repeat.IsGreedy);
        }
        else
        {
            var start = _code.Count;
            Emit(repeat.Body);
            Add(Fork(start, _code.Count + 1, repeat.IsGreedy));
        }
    }

    private static PatternInstruction Fork(int into, int past, bool isGreedy) =>
        isGreedy ? new PatternInstruction(PatternOp.Fork, into, past) : new PatternInstruction(PatternOp.Fork, past, into);

    private static bool CanBeEmpty(PatternNode node) => node switch
    {
        PatternNode.One => false,
        PatternNode.Sequence sequence => sequence.Parts.All(CanBeEmpty),
        PatternNode.Choice choice => choice.Options.Any(CanBeEmpty),
        PatternNode.Repeat repeat => repeat.Min == 0 || CanBeEmpty(repeat.Body),
        PatternNode.Group group => CanBeEmpty(group.Body),
        _ => true,
    };

    private static bool StartsAtTextStart(PatternNode node) => node switch
    {
        PatternNode.Boundary boundary => boundary.Kind == BoundaryKind.TextStart,
        PatternNode.Sequence sequence => sequence.Parts.Count > 0 && StartsAtTextStart(sequence.Parts[0]),
        PatternNode.Choice choice => choice.Options.All(StartsAtTextStart),
        PatternNode.Group group => StartsAtTextStart(group.Body),
        _ => false,
    };

    private RuneSet? FindFirst()
    {
        var seen = new HashSet<int>();
        var waiting = new Stack<int>([0]);
        var ranges = new List<(int Low, int High)>();
        while (waiting.TryPop(out var at))
        {
            if (!seen.Add(at))
            {
                continue;
            }

            var instruction = Code[at];
            switch (instruction.Op)
            {
                case PatternOp.Match:
                    return null;
                case PatternOp.Take:
                    ranges.AddRange(instruction.Set!.Ranges);
                    break;
                case PatternOp.Jump:
                    waiting.Push(instruction.First);
                    break;
                case PatternOp.Fork:
                    waiting.Push(instruction.First);
                    waiting.Push(instruction.Second);
                    break;
                default:
                    // A boundary may hold.
                    waiting.Push(at + 1);
                    break;
            }
        }

        return RuneSet.Of([.. ranges]);
    }

    private string FindPrefix()
    {
        var prefix = new System.Text.StringBuilder();
        foreach (var instruction in Code)
        {
            if (instruction.Op == PatternOp.Save)
            {
                continue;
            }

            if (instruction is not { Op: PatternOp.Take, Set.Single: { } rune } || (rune is >= 0xD800 and <= 0xDFFF))
            {
                break;
            }

            prefix.Append(char.ConvertFromUtf32(rune));
        }

        // A loop back into the prefix would make its later turns look like it.
        return Array.Exists(Code, i => i.Op is PatternOp.Fork or PatternOp.Jump && Math.Min(i.First, i.Op == PatternOp.Fork ? i.Second : i.First) == 0)
            ? ""
            : prefix.ToString();
    }
}
