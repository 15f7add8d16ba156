using System.Text;

namespace Turnpike.Rego.Builtins.GraphQl;

internal enum GraphQlTokenKind : byte
{
    End,
    Punctuation,
    Name,
    Int,
    Float,
    String,
    BlockString,
}

internal readonly record struct GraphQlToken(GraphQlTokenKind Kind, string Text, int Line, int Column)
{
    public bool Is(string punctuation) => Kind == GraphQlTokenKind.Punctuation && Text == punctuation;

    /// <summary>The kind alone, as errors name it.</summary>
    public string KindName => Kind switch
    {
        GraphQlTokenKind.End => "<EOF>",
        GraphQlTokenKind.Punctuation => Text,
        _ => Kind.ToString(),
    };

    public override string ToString() => Kind is GraphQlTokenKind.End or GraphQlTokenKind.Punctuation ? KindName : $"{KindName} {GoQuote.Of(Text)}";
}

/// <summary>A text that is no GraphQL, with its place.</summary>
internal sealed class GraphQlException(string message, int line, int column) : Exception($"{message} in GraphQL string at location {line}:{column}")
{
    public GraphQlException(string message, GraphQlToken at)
        : this(message, at.Line, at.Column)
    {
    }
}

internal sealed class GraphQlLexer(string text)
{
    private int _at;
    private int _line = 1;
    private int _lineStart;

    public GraphQlToken Next()
    {
        SkipIgnored();
        var (line, column) = (_line, CodePoints.Count(text[_lineStart.._at]) + 1);
        if (_at >= text.Length)
        {
            return new GraphQlToken(GraphQlTokenKind.End, "", line, column);
        }

        var first = text[_at];
        if (char.IsAsciiLetter(first) || first == '_')
        {
            var start = _at;
            while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] == '_'))
            {
                _at++;
            }

            return new GraphQlToken(GraphQlTokenKind.Name, text[start.._at], line, column);
        }

        if (first == '-' || char.IsAsciiDigit(first))
        {
            return Number(line, column);
        }

        if (first == '"')
        {
            return text.AsSpan(_at).StartsWith("\"\"\"") ? BlockString(line, column) : String(line, column);
        }

        var length = text.AsSpan(_at).StartsWith("...") ? 3 : "!$&():=@[]{|}".Contains(first, StringComparison.Ordinal) ? 1 : 0;
        if (length == 0)
        {
            throw new GraphQlException($"Cannot parse the unexpected character {GoQuote.Of(first.ToString())}.", line, column);
        }

        _at += length;
        return new GraphQlToken(GraphQlTokenKind.Punctuation, text.Substring(_at - length, length), line, column);
    }

    private void SkipIgnored()
    {
        for (; _at < text.Length; _at++)
        {
            switch (text[_at])
            {
                case '\n':
                    _line++;
                    _lineStart = _at + 1;
                    break;
                case '#':
                    while (_at + 1 < text.Length && text[_at + 1] != '\n')
                    {
                        _at++;
                    }

                    break;
                case ' ' or '\t' or '\r' or ',' or '\uFEFF':
                    break;
                default:
                    return;
            }
        }
    }

    private GraphQlToken Number(int line, int column)
    {
        var start = _at;
        var isFloat = false;
        _at += text[_at] == '-' ? 1 : 0;
        var digits = Digits();
        var isBad = digits == 0 || (digits > 1 && text[_at - digits] == '0');
        if (_at < text.Length && text[_at] == '.')
        {
            isFloat = true;
            _at++;
            isBad |= Digits() == 0;
        }

        if (_at < text.Length && text[_at] is 'e' or 'E')
        {
            isFloat = true;
            _at++;
            _at += _at < text.Length && text[_at] is '+' or '-' ? 1 : 0;
            isBad |= Digits() == 0;
        }

        return isBad
            ? throw new GraphQlException("Invalid number", line, column)
            : new GraphQlToken(isFloat ? GraphQlTokenKind.Float : GraphQlTokenKind.Int, text[start.._at], line, column);
    }

    private int Digits()
    {
        var start = _at;
        while (_at < text.Length && char.IsAsciiDigit(text[_at]))
        {
            _at++;
        }

        return _at - start;
    }

    private GraphQlToken String(int line, int column)
    {
        var value = new StringBuilder();
        for (_at++; _at < text.Length && text[_at] is not ('"' or '\n' or '\r'); _at++)
        {
            if (text[_at] != '\\')
            {
                value.Append(text[_at]);
                continue;
            }

            var escaped = _at + 1 < text.Length ? text[_at + 1] : '\0';
            if (escaped == 'u' && _at + 5 < text.Length && text.Substring(_at + 2, 4).All(char.IsAsciiHexDigit))
            {
                value.Append((char)Convert.ToUInt16(text.Substring(_at + 2, 4), 16));
                _at += 5;
            }
            else if ("\"\\/bfnrt".IndexOf(escaped, StringComparison.Ordinal) is >= 0 and var known)
            {
                value.Append("\"\\/\b\f\n\r\t"[known]);
                _at++;
            }
            else
            {
                throw new GraphQlException($"Invalid character escape sequence: \\{escaped}.", line, column);
            }
        }

        if (_at >= text.Length || text[_at] != '"')
        {
            throw new GraphQlException("Unterminated string.", line, column);
        }

        _at++;
        return new GraphQlToken(GraphQlTokenKind.String, value.ToString(), line, column);
    }

    private GraphQlToken BlockString(int line, int column)
    {
        var value = new StringBuilder();
        for (_at += 3; _at < text.Length; _at++)
        {
            var rest = text.AsSpan(_at);
            if (rest.StartsWith("\"\"\""))
            {
                _at += 3;
                return new GraphQlToken(GraphQlTokenKind.BlockString, Dedent(value.ToString()), line, column);
            }

            if (rest.StartsWith("\\\"\"\""))
            {
                value.Append("\"\"\"");
                _at += 3;
                continue;
            }

            if (text[_at] == '\n')
            {
                _line++;
                _lineStart = _at + 1;
            }

            value.Append(text[_at]);
        }

        throw new GraphQlException("Unterminated string.", line, column);
    }

    // Common indentation of all lines but the first goes, and blank lines at both ends.
    private static string Dedent(string raw)
    {
        var lines = raw.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        var indent = lines.Skip(1).Where(static l => l.Trim(' ', '\t').Length > 0).Select(static l => l.Length - l.TrimStart(' ', '\t').Length).DefaultIfEmpty(0).Min();
        for (var i = 1; i < lines.Length; i++)
        {
            lines[i] = lines[i].Length >= indent ? lines[i][indent..] : "";
        }

        var first = Array.FindIndex(lines, static l => l.Trim(' ', '\t').Length > 0);
        var last = Array.FindLastIndex(lines, static l => l.Trim(' ', '\t').Length > 0);
        return first < 0 ? "" : string.Join('\n', lines[first..(last + 1)]);
    }
}
