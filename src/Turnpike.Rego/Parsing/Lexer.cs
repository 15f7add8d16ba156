using System.Text;
using Turnpike.Rego.Syntax;
using Turnpike.Text;

namespace Turnpike.Rego.Parsing;

/// <summary>
/// Cuts the text into tokens, one at a time, so that the parser can go back by setting <see cref="Position"/>.
/// Comments are collected once however often their place is passed.
/// </summary>
internal sealed class Lexer
{
    private readonly SourceText _source;
    private readonly ReadOnlyMemory<byte> _utf8;
    private readonly List<Diagnostic> _faults;
    private readonly List<Comment> _comments = [];

    public Lexer(SourceText source, List<Diagnostic> faults)
    {
        _source = source;
        _utf8 = source.Utf8;
        _faults = faults;
        Position = _utf8.Span.StartsWith("\uFEFF"u8) ? 3 : 0;
    }

    public int Position { get; set; }

    public FutureKeywords Enabled { get; set; }

    public List<Comment> Comments => _comments;

    public Token Next()
    {
        var text = _utf8.Span;
        var from = Position;
        var newline = SkipTrivia(text);
        var start = Position;
        if (start >= text.Length)
        {
            return new Token(TokenKind.EndOfText, text.Length, text.Length, true, newline);
        }

        var kind = Scan(text, start);
        return new Token(kind, start, Position, start > from || start == 0, newline);
    }

    /// <summary>
    /// From <see cref="Position"/>, inside a template, to just past the brace that opens an expression or the quote that
    /// ends the template. The span is that of the text alone.
    /// </summary>
    public (TextSpan Text, bool IsEnd, bool IsTerminated) NextTemplatePart(bool raw)
    {
        var text = _utf8.Span;
        var start = Position;
        var quote = raw ? (byte)'`' : (byte)'"';
        for (var at = start; at < text.Length; at++)
        {
            var b = text[at];
            if (b == quote || b == '{')
            {
                Position = at + 1;
                return (TextSpan.FromBounds(start, at), b == quote, true);
            }

            if (b == '\n' && !raw)
            {
                break;
            }

            if (b == '\\' && at + 1 < text.Length && (!raw || text[at + 1] == '{'))
            {
                at++;
            }
        }

        Position = LineEnd(text, start);
        _faults.Add(SyntaxDiagnostics.UnterminatedString(_source, TextSpan.FromBounds(start, Position)));
        return (TextSpan.FromBounds(start, Position), true, false);
    }

    private bool SkipTrivia(ReadOnlySpan<byte> text)
    {
        var newline = false;
        var at = Position;
        for (; at < text.Length; at++)
        {
            var b = text[at];
            if (b == '\n')
            {
                newline = true;
            }
            else if (b == '#')
            {
                var end = LineEnd(text, at);
                AddComment(at, end > at && text[end - 1] == '\r' ? end - 1 : end);
                at = end - 1;
            }
            else if (b is not ((byte)' ' or (byte)'\t' or (byte)'\r'))
            {
                break;
            }
        }

        Position = at;
        return newline;
    }

    private void AddComment(int start, int end)
    {
        if (_comments.Count == 0 || start > _comments[^1].Span.Start)
        {
            _comments.Add(new Comment(TextSpan.FromBounds(start, end)));
        }
    }

    private TokenKind Scan(ReadOnlySpan<byte> text, int start)
    {
        var b = text[start];
        if (IsLetter(b))
        {
            while (Position < text.Length && (IsLetter(text[Position]) || char.IsAsciiDigit((char)text[Position])))
            {
                Position++;
            }

            return Keywords.Classify(text[start..Position], Enabled);
        }

        if (char.IsAsciiDigit((char)b))
        {
            return ScanNumber(text, start);
        }

        Position++;
        return b switch
        {
            (byte)'"' => ScanString(text, start),
            (byte)'`' => ScanRawString(text, start),
            (byte)'[' => TokenKind.LeftBracket,
            (byte)']' => TokenKind.RightBracket,
            (byte)'{' => TokenKind.LeftBrace,
            (byte)'}' => TokenKind.RightBrace,
            (byte)'(' => TokenKind.LeftParenthesis,
            (byte)')' => TokenKind.RightParenthesis,
            (byte)',' => TokenKind.Comma,
            (byte)';' => TokenKind.Semicolon,
            (byte)'.' => TokenKind.Dot,
            (byte)'|' => TokenKind.Or,
            (byte)'&' => TokenKind.And,
            (byte)'+' => TokenKind.Add,
            (byte)'-' => TokenKind.Subtract,
            (byte)'*' => TokenKind.Multiply,
            (byte)'/' => TokenKind.Divide,
            (byte)'%' => TokenKind.Remainder,
            (byte)':' => Follows(text, '=') ? TokenKind.Assign : TokenKind.Colon,
            (byte)'=' => Follows(text, '=') ? TokenKind.Equal : TokenKind.Unify,
            (byte)'<' => Follows(text, '=') ? TokenKind.LessOrEqual : TokenKind.Less,
            (byte)'>' => Follows(text, '=') ? TokenKind.GreaterOrEqual : TokenKind.Greater,
            (byte)'!' when Follows(text, '=') => TokenKind.NotEqual,
            (byte)'$' when Follows(text, '"') => TokenKind.Template,
            (byte)'$' when Follows(text, '`') => TokenKind.RawTemplate,
            _ => ScanIllegal(text, start),
        };
    }

    private bool Follows(ReadOnlySpan<byte> text, char expected)
    {
        if (Position < text.Length && text[Position] == expected)
        {
            Position++;
            return true;
        }

        return false;
    }

    private TokenKind ScanNumber(ReadOnlySpan<byte> text, int start)
    {
        SkipDigits(text);
        var sound = true;
        if (Follows(text, '.'))
        {
            sound = SkipDigits(text);
        }

        if (Follows(text, 'e') || Follows(text, 'E'))
        {
            _ = Follows(text, '+') || Follows(text, '-');
            sound &= SkipDigits(text);
        }

        while (Position < text.Length && (IsLetter(text[Position]) || char.IsAsciiDigit((char)text[Position])))
        {
            sound = false;
            Position++;
        }

        if (sound)
        {
            return TokenKind.Number;
        }

        _faults.Add(SyntaxDiagnostics.MalformedNumber(_source, TextSpan.FromBounds(start, Position)));
        return TokenKind.Illegal;
    }

    private bool SkipDigits(ReadOnlySpan<byte> text)
    {
        var start = Position;
        while (Position < text.Length && char.IsAsciiDigit((char)text[Position]))
        {
            Position++;
        }

        return Position > start;
    }

    private TokenKind ScanString(ReadOnlySpan<byte> text, int start)
    {
        for (var at = Position; at < text.Length && text[at] != '\n'; at++)
        {
            if (text[at] == '"')
            {
                Position = at + 1;
                return TokenKind.String;
            }

            at += text[at] == '\\' ? 1 : 0;
        }

        Position = LineEnd(text, start);
        _faults.Add(SyntaxDiagnostics.UnterminatedString(_source, TextSpan.FromBounds(start, Position)));
        return TokenKind.Illegal;
    }

    private TokenKind ScanRawString(ReadOnlySpan<byte> text, int start)
    {
        var length = text[Position..].IndexOf((byte)'`');
        if (length >= 0)
        {
            Position += length + 1;
            return TokenKind.RawString;
        }

        // The rest of the text would be swallowed; only the first line is, so that faults after it are found too.
        Position = LineEnd(text, start);
        _faults.Add(SyntaxDiagnostics.UnterminatedString(_source, TextSpan.FromBounds(start, Position)));
        return TokenKind.Illegal;
    }

    private TokenKind ScanIllegal(ReadOnlySpan<byte> text, int start)
    {
        if (Rune.DecodeFromUtf8(text[start..], out var rune, out var length) == System.Buffers.OperationStatus.Done)
        {
            // What looks like a string in single quotes is one fault.
            var quoted = rune.Value == '\'' ? text[(start + 1)..LineEnd(text, start)].IndexOf((byte)'\'') : -1;
            Position = start + length + quoted + 1;
            _faults.Add(SyntaxDiagnostics.IllegalCharacter(_source, TextSpan.FromBounds(start, Position), rune));
        }
        else
        {
            Position = start + Math.Max(1, length);
            _faults.Add(SyntaxDiagnostics.InvalidUtf8(_source, TextSpan.FromBounds(start, Position)));
        }

        return TokenKind.Illegal;
    }

    private static int LineEnd(ReadOnlySpan<byte> text, int start)
    {
        var length = text[start..].IndexOf((byte)'\n');
        return length < 0 ? text.Length : start + length;
    }

    private static bool IsLetter(byte b) => char.IsAsciiLetter((char)b) || b == '_';
}
