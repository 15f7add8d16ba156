using System.Text;
using Turnpike.Rego.Types;
using Turnpike.Text.Patterns;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins.Patterns;

/// <summary>
/// <c>glob.match</c>: <c>*</c> and <c>?</c> stop at delimiters, <c>**</c> does not; <c>[a-c]</c>, <c>[!abc]</c>,
/// <c>{cat,[bf]at}</c>.
/// </summary>
internal static class Globs
{
    private static readonly RegoType s_delimiters = RegoType.AnyOf(RegoType.Null, RegoType.ArrayOf(RegoType.String));

    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("glob.match", [RegoType.String, s_delimiters, RegoType.String], RegoType.Boolean, Match),
        new("glob.quote_meta", [RegoType.String], RegoType.String, static (_, a) => Value.Of(QuoteMeta(a.Text(0)))),
    ];

    private static Value? Match(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var delimiters = "";
        if (arguments[1] is ArrayValue list)
        {
            if (Operands.Strings(context, 2, list) is not { } texts)
            {
                return null;
            }

            delimiters = texts.Length == 0 ? "." : string.Concat(texts);
        }

        try
        {
            var key = $"{delimiters.Length}:{delimiters}{arguments.Text(0)}";
            var glob = context.Patterns.Get(key, text => new Glob(Pattern.Of(GlobParser.Parse(text[(text.IndexOf(':', StringComparison.Ordinal) + 1 + delimiters.Length)..], delimiters))));
            return Value.Of(glob.Pattern.IsMatch(arguments.Text(2), context));
        }
        catch (PatternException e)
        {
            return context.Fail(e.Message);
        }
    }

    private static string QuoteMeta(string text)
    {
        var quoted = new StringBuilder(text.Length);
        foreach (var unit in text)
        {
            quoted.Append(@"*?\[]{}".Contains(unit, StringComparison.Ordinal) ? "\\" : "").Append(unit);
        }

        return quoted.ToString();
    }

    // Its own type, so that globs and regular expressions of one text stay apart in the cache.
    private sealed record Glob(Pattern Pattern);
}

internal sealed class GlobParser
{
    private const int MaxDepth = 100;

    private readonly string _text;
    private readonly RuneSet _notDelimiter;
    private int _at;

    private GlobParser(string text, string delimiters)
    {
        _text = text;
        _notDelimiter = delimiters.EnumerateRunes().Aggregate(RuneSet.Of([]), static (set, rune) => set.Union(RuneSet.Of(rune.Value))).Negate();
    }

    public static PatternNode Parse(string text, string delimiters)
    {
        var body = new GlobParser(text, delimiters).Sequence(0);
        return new PatternNode.Sequence([new PatternNode.Boundary(BoundaryKind.TextStart), body, new PatternNode.Boundary(BoundaryKind.TextEnd)]);
    }

    private PatternNode Sequence(int depth)
    {
        var parts = new List<PatternNode>();
        while (_at < _text.Length && !(depth > 0 && _text[_at] is ',' or '}'))
        {
            parts.Add(Next(depth));
        }

        return new PatternNode.Sequence(parts);
    }

    private PatternNode Next(int depth)
    {
        switch (_text[_at])
        {
            case '*' when _at + 1 < _text.Length && _text[_at + 1] == '*':
                _at += 2;
                return new PatternNode.Repeat(new PatternNode.One(RuneSet.Any), 0, null, IsGreedy: true);
            case '*':
                _at++;
                return new PatternNode.Repeat(new PatternNode.One(_notDelimiter), 0, null, IsGreedy: true);
            case '?':
                _at++;
                return new PatternNode.One(_notDelimiter);
            case '[':
                return new PatternNode.One(List());
            case '{':
                return Alternatives(depth + 1);
            case '\\' when _at + 1 < _text.Length:
                _at++;
                return Literal();
            default:
                return Literal();
        }
    }

    private PatternNode.One Literal() => new(RuneSet.Of(RegexClassParser.ReadRune(_text, ref _at)));

    private PatternNode Alternatives(int depth)
    {
        if (depth > MaxDepth)
        {
            throw new PatternException("the glob nests too deeply");
        }

        var options = new List<PatternNode>();
        do
        {
            _at++;
            options.Add(Sequence(depth));
        }
        while (_at < _text.Length && _text[_at] == ',');

        if (_at >= _text.Length)
        {
            throw new PatternException("unexpected end of input: missing closing }");
        }

        _at++;
        return new PatternNode.Choice(options);
    }

    private RuneSet List()
    {
        _at++;
        var isNegated = _at < _text.Length && _text[_at] == '!';
        _at += isNegated ? 1 : 0;
        var ranges = new List<(int Low, int High)>();
        while (_at < _text.Length && _text[_at] != ']')
        {
            var low = Rune();
            var isRange = ranges.Count == 0 && _at + 1 < _text.Length && _text[_at] == '-' && _text[_at + 1] != ']';
            _at += isRange ? 1 : 0;
            ranges.Add((low, isRange ? Rune() : low));
            if (ranges[^1].High < low)
            {
                throw new PatternException($"hi character '{char.ConvertFromUtf32(ranges[^1].High)}' should be greater than lo '{char.ConvertFromUtf32(low)}'");
            }

            if (isRange)
            {
                break;
            }
        }

        if (_at >= _text.Length || _text[_at] != ']' || ranges.Count == 0)
        {
            throw new PatternException("unexpected end of input: missing closing ]");
        }

        _at++;
        var set = RuneSet.Of([.. ranges]);
        return isNegated ? set.Negate() : set;
    }

    private int Rune()
    {
        _at += _text[_at] == '\\' && _at + 1 < _text.Length ? 1 : 0;
        return RegexClassParser.ReadRune(_text, ref _at);
    }
}
