namespace Turnpike.Text.Patterns;

/// <summary>Parses RE2's syntax, as Go's regexp takes it. Refuses what RE2 refuses: look-around, back-references, repeats past 1000.</summary>
public sealed class RegexParser
{
    private const int MaxRepeat = 1000;
    private const int MaxDepth = 500;

    private readonly string _pattern;
    private readonly List<string?> _names = [null];
    private Flags _flags;
    private int _at;
    private int _depth;

    private RegexParser(string pattern) => _pattern = pattern;

    /// <param name="names">The groups' names by index, null where a group has none; group 0 is the whole.</param>
    public static PatternNode Parse(string pattern, out IReadOnlyList<string?> names)
    {
        var parser = new RegexParser(pattern);
        var node = parser.Alternatives();
        if (parser._at < pattern.Length)
        {
            throw Fault("unexpected )", pattern);
        }

        names = parser._names;
        return node;
    }

    internal static PatternException Fault(string what, string where) => new($"error parsing regexp: {what}: `{where}`");

    private bool IsDone => _at >= _pattern.Length;

    private PatternNode Alternatives()
    {
        if (++_depth > MaxDepth)
        {
            throw new PatternException("error parsing regexp: expression nests too deeply");
        }

        var options = new List<PatternNode> { Sequence() };
        while (!IsDone && _pattern[_at] == '|')
        {
            _at++;
            options.Add(Sequence());
        }

        _depth--;
        return options.Count == 1 ? options[0] : new PatternNode.Choice(options);
    }

    private PatternNode Sequence()
    {
        var parts = new List<PatternNode>();
        while (!IsDone && _pattern[_at] is not ('|' or ')'))
        {
            var start = _at;
            var part = Atom();
            if (part is not null)
            {
                parts.Add(Repeats(part, start));
            }
        }

        return parts.Count == 1 ? parts[0] : new PatternNode.Sequence(parts);
    }

    private PatternNode Repeats(PatternNode body, int start)
    {
        var before = -1;
        while (!IsDone && TryReadRepeat(out var min, out var max) is >= 0 and var opStart)
        {
            var isGreedy = !_flags.HasFlag(Flags.Ungreedy);
            if (!IsDone && _pattern[_at] == '?')
            {
                _at++;
                isGreedy = !isGreedy;
            }

            if (before >= 0)
            {
                throw Fault("invalid nested repetition operator", _pattern[before.._at]);
            }

            before = opStart;
            body = new PatternNode.Repeat(body, min, max, isGreedy);
            if ((min >= 2 || max >= 2) && RepeatProduct(body) > MaxRepeat)
            {
                throw Fault("invalid repeat count", _pattern[opStart.._at]);
            }
        }

        return body;
    }

    // Nested counts multiply, and the program would grow with them.
    private static long RepeatProduct(PatternNode node) => node switch
    {
        PatternNode.Repeat repeat => Math.Max(1, repeat.Max ?? repeat.Min) * RepeatProduct(repeat.Body),
        PatternNode.Group group => RepeatProduct(group.Body),
        PatternNode.Sequence sequence => sequence.Parts.Count == 0 ? 1 : sequence.Parts.Max(RepeatProduct),
        PatternNode.Choice choice => choice.Options.Max(RepeatProduct),
        _ => 1,
    };

    /// <summary>The place of the operator, or -1 where there is none.</summary>
    private int TryReadRepeat(out int min, out int? max)
    {
        (min, max) = (0, null);
        var start = _at;
        switch (_pattern[_at])
        {
            case '*':
                _at++;
                return start;
            case '+':
                _at++;
                min = 1;
                return start;
            case '?':
                _at++;
                max = 1;
                return start;
            case '{' when TryReadCounts(out min, out max):
                if (min > MaxRepeat || max > MaxRepeat || max < min)
                {
                    throw Fault("invalid repeat count", _pattern[start.._at]);
                }

                return start;
            default:
                return -1;
        }
    }

    // What does not read as counts is literal text.
    private bool TryReadCounts(out int min, out int? max)
    {
        (min, max) = (0, null);
        var at = _at + 1;
        if (!TryReadNumber(ref at, out min))
        {
            return false;
        }

        max = min;
        if (at < _pattern.Length && _pattern[at] == ',')
        {
            at++;
            max = null;
            if (at < _pattern.Length && _pattern[at] != '}')
            {
                if (!TryReadNumber(ref at, out var upper))
                {
                    return false;
                }

                max = upper;
            }
        }

        if (at >= _pattern.Length || _pattern[at] != '}')
        {
            return false;
        }

        _at = at + 1;
        return true;
    }

    private bool TryReadNumber(ref int at, out int number)
    {
        number = 0;
        var start = at;
        for (; at < _pattern.Length && char.IsAsciiDigit(_pattern[at]); at++)
        {
            number = Math.Min((number * 10) + _pattern[at] - '0', 1_000_000);
        }

        return at > start && !(at - start > 1 && _pattern[start] == '0');
    }

    /// <summary>Null for a group that only sets flags.</summary>
    private PatternNode? Atom()
    {
        switch (_pattern[_at])
        {
            case '(':
                return Group();
            case '[':
                return new PatternNode.One(new RegexClassParser(_pattern, _flags.HasFlag(Flags.Fold)).Parse(ref _at));
            case '.':
                _at++;
                return new PatternNode.One(_flags.HasFlag(Flags.DotAll) ? RuneSet.Any : RuneSet.AnyButNewLine);
            case '^':
                _at++;
                return new PatternNode.Boundary(_flags.HasFlag(Flags.MultiLine) ? BoundaryKind.LineStart : BoundaryKind.TextStart);
            case '$':
                _at++;
                return new PatternNode.Boundary(_flags.HasFlag(Flags.MultiLine) ? BoundaryKind.LineEnd : BoundaryKind.TextEnd);
            case '*' or '+' or '?':
                throw Fault("missing argument to repetition operator", _pattern[_at].ToString());
            case '{' when TryReadCountsAt(out var counts):
                throw Fault("missing argument to repetition operator", counts);
            case '\\':
                return Escape();
            default:
                return Literal(RegexClassParser.ReadRune(_pattern, ref _at));
        }
    }

    private bool TryReadCountsAt(out string counts)
    {
        var start = _at;
        var isCounts = TryReadCounts(out _, out _);
        counts = _pattern[start.._at];
        _at = start;
        return isCounts;
    }

    private PatternNode.One Literal(int rune) => new PatternNode.One(_flags.HasFlag(Flags.Fold) ? RuneSet.Of(rune).Fold() : RuneSet.Of(rune));

    private PatternNode Escape()
    {
        var kind = _at + 1 < _pattern.Length ? _pattern[_at + 1] : '\0';
        BoundaryKind? boundary = kind switch
        {
            'A' => BoundaryKind.TextStart,
            'z' => BoundaryKind.TextEnd,
            'b' => BoundaryKind.Word,
            'B' => BoundaryKind.NotWord,
            _ => null,
        };
        if (boundary is { } found)
        {
            _at += 2;
            return new PatternNode.Boundary(found);
        }

        if (kind == 'Q')
        {
            return Quoted();
        }

        var classes = new RegexClassParser(_pattern, _flags.HasFlag(Flags.Fold));
        return classes.TryParseEscapedClass(ref _at) is { } set ? new PatternNode.One(set) : Literal(RegexClassParser.EscapedRune(_pattern, ref _at));
    }

    private PatternNode.Sequence Quoted()
    {
        var end = _pattern.IndexOf("\\E", _at + 2, StringComparison.Ordinal);
        var parts = new List<PatternNode>();
        _at += 2;
        var stop = end < 0 ? _pattern.Length : end;
        while (_at < stop)
        {
            parts.Add(Literal(RegexClassParser.ReadRune(_pattern, ref _at)));
        }

        _at = end < 0 ? stop : end + 2;

        // A repeat after the quotation belongs to its last character.
        if (parts.Count > 1 && !IsDone)
        {
            parts[^1] = Repeats(parts[^1], _at);
        }

        return new PatternNode.Sequence(parts);
    }

    private PatternNode? Group()
    {
        var start = _at++;
        var outer = _flags;
        var index = 0;
        if (!IsDone && _pattern[_at] == '?')
        {
            if (TryReadName(start, out var name))
            {
                index = Capture(name);
            }
            else if (ReadFlags(start))
            {
                return null;
            }
        }
        else
        {
            index = Capture(null);
        }

        var body = Alternatives();
        if (IsDone)
        {
            throw Fault("missing closing )", _pattern);
        }

        _at++;
        _flags = outer;
        return index == 0 ? body is PatternNode.Sequence { Parts.Count: 0 } ? new PatternNode.Choice([body]) : body : new PatternNode.Group(body, index);
    }

    private int Capture(string? name)
    {
        _names.Add(name);
        return _names.Count - 1;
    }

    private bool TryReadName(int start, out string name)
    {
        name = "";
        var open = _pattern.AsSpan(_at).StartsWith("?P<") ? 3 : _pattern.AsSpan(_at).StartsWith("?<") ? 2 : 0;
        if (open == 0)
        {
            return false;
        }

        var end = _pattern.IndexOf('>', _at);
        if (end < 0)
        {
            throw Fault("invalid named capture", _pattern[start..]);
        }

        name = _pattern[(_at + open)..end];
        if (name.Length == 0 || name.Any(static c => c != '_' && !char.IsAsciiLetterOrDigit(c)))
        {
            throw Fault("invalid named capture", _pattern[start..(end + 1)]);
        }

        _at = end + 1;
        return true;
    }

    /// <summary>Reads <c>?i-s:</c> or <c>?i)</c>; true for the latter.</summary>
    private bool ReadFlags(int start)
    {
        _at++;
        var (isOff, hasFlag) = (false, false);
        for (; !IsDone; _at++)
        {
            var flag = _pattern[_at] switch
            {
                'i' => Flags.Fold,
                'm' => Flags.MultiLine,
                's' => Flags.DotAll,
                'U' => Flags.Ungreedy,
                _ => Flags.None,
            };
            if (flag != Flags.None)
            {
                _flags = isOff ? _flags & ~flag : _flags | flag;
                hasFlag = true;
            }
            else if (_pattern[_at] == '-' && !isOff)
            {
                (isOff, hasFlag) = (true, false);
            }
            else if (_pattern[_at] is ':' or ')' && !(isOff && !hasFlag))
            {
                return _pattern[_at++] == ')';
            }
            else
            {
                break;
            }
        }

        throw IsDone ? Fault("missing closing )", _pattern) : Fault("invalid or unsupported Perl syntax", _pattern[start..(_at + 1)]);
    }

    [Flags]
    private enum Flags : byte
    {
        None = 0,
        Fold = 1,
        MultiLine = 2,
        DotAll = 4,
        Ungreedy = 8,
    }
}
