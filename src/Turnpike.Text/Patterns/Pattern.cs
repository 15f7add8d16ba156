namespace Turnpike.Text.Patterns;

/// <summary>A compiled pattern. Safe for several threads.</summary>
public sealed class Pattern
{
    private readonly PatternProgram _program;
    private readonly PatternAutomaton _automaton;
    private readonly Lazy<OnePass?> _onePass;
    private readonly IReadOnlyList<string?> _names;
    private PatternMatcher? _spare;
    private PatternMatcher? _spareWithGroups;

    private Pattern(PatternNode node, IReadOnlyList<string?> names)
    {
        _program = PatternProgram.Compile(node);
        _automaton = new PatternAutomaton(_program);
        _onePass = new Lazy<OnePass?>(() => OnePass.TryBuild(_program, _automaton.Classes));
        _names = names;
    }

    public bool IsOnePass => _onePass.Value is not null;

    public int GroupCount => _names.Count;

    /// <summary>Compiles a regular expression; <see cref="PatternException"/> where RE2 would refuse it.</summary>
    public static Pattern Regex(string text)
    {
        var node = RegexParser.Parse(text, out var names);
        return new Pattern(node, names);
    }

    public static Pattern Of(PatternNode node) => new(node, [null]);

    /// <summary>Null where the group has no name; group 0 is the whole.</summary>
    public string? GroupName(int index) => _names[index];

    public int GroupIndex(string name)
    {
        for (var i = 1; i < _names.Count; i++)
        {
            if (_names[i] == name)
            {
                return i;
            }
        }

        return -1;
    }

    public bool IsMatch(string text, IStepCounter? steps)
    {
        // Until the pattern's first characters stand somewhere, no match starts.
        var from = _program.Prefix.Length == 0 ? 0 : text.IndexOf(_program.Prefix, StringComparison.Ordinal);
        return from >= 0 && _automaton.IsMatch(text, from, steps);
    }

    /// <summary>Places of the whole and its groups for each match, from left to right, as Go's FindAll gives them.</summary>
    public IEnumerable<int[]> Matches(string text, IStepCounter? steps, bool withGroups)
    {
        if (_onePass.Value is { } onePass)
        {
            if (onePass.Find(text, withGroups ? GroupCount : 1, steps) is { } only)
            {
                yield return only;
            }

            yield break;
        }

        if (!IsMatch(text, steps))
        {
            yield break;
        }

        var matcher = Rent(withGroups);
        try
        {
            var lastEnd = -1;
            for (var at = 0; at <= text.Length && matcher.Find(text, at, steps) is { } match;)
            {
                // An empty match right after another one does not count.
                var counts = match[1] != at || match[0] != lastEnd;
                at = match[1] == at ? After(text, at) : match[1];
                lastEnd = match[1];
                if (counts)
                {
                    yield return match;
                }
            }
        }
        finally
        {
            Return(matcher, withGroups);
        }
    }

    /// <summary>A matcher for the caller's own use, to be given back.</summary>
    public PatternMatcher Rent(bool withGroups) =>
        (withGroups ? Interlocked.Exchange(ref _spareWithGroups, null) : Interlocked.Exchange(ref _spare, null))
        ?? Matcher(withGroups);

    public PatternMatcher Matcher(bool withGroups) => new(_program, withGroups ? GroupCount : 1);

    public void Return(PatternMatcher matcher, bool withGroups)
    {
        if (withGroups)
        {
            _spareWithGroups = matcher;
        }
        else
        {
            _spare = matcher;
        }
    }

    /// <summary>The offset of the next code point; past the end after the last.</summary>
    public static int After(string text, int at) =>
        at + 1 < text.Length && char.IsHighSurrogate(text[at]) && char.IsLowSurrogate(text[at + 1]) ? at + 2 : at + 1;
}
