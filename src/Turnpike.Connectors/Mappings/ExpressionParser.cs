using System.Globalization;
using Turnpike.Values;

namespace Turnpike.Connectors.Mappings;

/// <summary>Parses expressions. The data is ours, so that a fault is an exception that names the text.</summary>
internal sealed class ExpressionParser
{
    private readonly string _text;
    private int _at;

    private ExpressionParser(string text) => _text = text;

    public static Expression Parse(string text)
    {
        if (text.Contains('{', StringComparison.Ordinal))
        {
            return ParseTemplate(text);
        }

        var parser = new ExpressionParser(text);
        var expression = parser.ParseComparison();
        parser.SkipSpace();
        return parser._at == text.Length ? expression : throw parser.Fault("the end");
    }

    private static TemplateExpression ParseTemplate(string text)
    {
        var pieces = new List<(string, Expression?)>();
        var at = 0;
        while (at < text.Length)
        {
            var open = text.IndexOf('{', at);
            if (open < 0)
            {
                pieces.Add((text[at..], null));
                break;
            }

            var close = text.IndexOf('}', open);
            if (close < 0)
            {
                throw new InvalidDataException($"\"{text}\": a brace is not closed");
            }

            pieces.Add((text[at..open], Parse(text[(open + 1)..close])));
            at = close + 1;
        }

        return new(pieces);
    }

    private Expression ParseComparison()
    {
        var left = ParseFallback();
        SkipSpace();
        if (Take("=="))
        {
            return new ComparisonExpression(left, ParseFallback(), true);
        }

        return Take("!=") ? new ComparisonExpression(left, ParseFallback(), false) : left;
    }

    private Expression ParseFallback()
    {
        var first = ParsePipe();
        SkipSpace();
        return Take("??") ? new FallbackExpression(first, ParseFallback()) : first;
    }

    private Expression ParsePipe()
    {
        var input = ParsePrimary();
        for (SkipSpace(); Take("|"); SkipSpace())
        {
            SkipSpace();
            var name = TakeName();
            input = new FunctionExpression(input, Functions.Exists(name) ? name : throw Fault("a function"), Take("(") ? ParseArguments() : []);
        }

        return input;
    }

    private List<Expression> ParseArguments()
    {
        var arguments = new List<Expression>();
        do
        {
            arguments.Add(ParsePrimary());
            SkipSpace();
        }
        while (Take(","));
        return Take(")") ? arguments : throw Fault("a bracket that closes");
    }

    private Expression ParsePrimary()
    {
        SkipSpace();
        return ParseLiteral() is { } literal ? new ConstantExpression(literal) : ParsePath();
    }

    private Value? ParseLiteral()
    {
        if (Take("'"))
        {
            var end = _text.IndexOf('\'', _at);
            var text = end < 0 ? throw Fault("a quote that closes") : _text[_at..end];
            _at = end + 1;
            return Value.Of(text);
        }

        if (_at < _text.Length && (char.IsAsciiDigit(_text[_at]) || _text[_at] == '-'))
        {
            var start = _at++;
            while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
            {
                _at++;
            }

            return Value.Of(long.Parse(_text.AsSpan(start, _at - start), CultureInfo.InvariantCulture));
        }

        return TakeWord("true") ? Value.True : TakeWord("false") ? Value.False : TakeWord("[]") ? ArrayValue.Empty : null;
    }

    private PathExpression ParsePath()
    {
        string? root = null;
        var up = 0;
        var steps = new List<PathStep>();
        if (Take("$"))
        {
            root = IsNameNext() ? TakeName() : null;
            while (root == "parent")
            {
                (root, up) = (null, up + 1);
                root = Take(".$") ? TakeName() : null;
            }

            if (_at < _text.Length && _text[_at] == '[')
            {
                steps.Add(new("", TakeIndex()));
            }

            if (!Take("."))
            {
                return new(root, up, steps);
            }
        }

        do
        {
            var name = Take("\"") ? TakeQuoted() : TakeName();
            steps.Add(new(name, TakeIndex()));
        }
        while (Take("."));
        return new(root, up, steps);
    }

    private string TakeQuoted()
    {
        var end = _text.IndexOf('"', _at);
        var name = end < 0 ? throw Fault("a quote that closes") : _text[_at..end];
        _at = end + 1;
        return name;
    }

    private int? TakeIndex()
    {
        if (Take("[]"))
        {
            return PathStep.All;
        }

        if (!Take("["))
        {
            return null;
        }

        var end = _text.IndexOf(']', _at);
        var index = int.Parse(_text.AsSpan(_at, end - _at), CultureInfo.InvariantCulture);
        _at = end + 1;
        return index;
    }

    private bool IsNameNext() => _at < _text.Length && IsName(_text[_at]);

    private string TakeName()
    {
        var start = _at;
        while (IsNameNext())
        {
            _at++;
        }

        return _at > start ? _text[start.._at] : throw Fault("a name");
    }

    private bool TakeWord(string word)
    {
        var end = _at + word.Length;
        if (!_text.AsSpan(_at).StartsWith(word, StringComparison.Ordinal) || (end < _text.Length && (IsName(_text[end]) || _text[end] is '.' or '[')))
        {
            return false;
        }

        _at = end;
        return true;
    }

    private bool Take(string token)
    {
        if (!_text.AsSpan(_at).StartsWith(token, StringComparison.Ordinal))
        {
            return false;
        }

        _at += token.Length;
        return true;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && _text[_at] == ' ')
        {
            _at++;
        }
    }

    private static bool IsName(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';

    private InvalidDataException Fault(string expected) => new($"\"{_text}\": {expected} is expected at {_at}");
}
