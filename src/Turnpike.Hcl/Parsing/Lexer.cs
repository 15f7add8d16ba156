using System.Text;
using Turnpike.Text;

namespace Turnpike.Hcl.Parsing;

/// <summary>
/// Cuts UTF-8 text into tokens, one at a time and without allocating for any. Quotes, heredocs and the sequences inside
/// them nest, so it keeps a stack of what it is in. Comments are skipped; one that ends its line gives the line break.
/// </summary>
internal ref partial struct Lexer
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly LexicalFaults _faults;
    private readonly bool _mends;
    private LexerFrame[] _frames;
    private int _depth;
    private int _at;
    private int _pendingCuts;
    private bool _noCommentEnd;
    private long _searchBudget;

    /// <param name="mends">Ends heredocs that have no end where the author most likely meant them to end.</param>
    public Lexer(ReadOnlySpan<byte> text, int start, LexerMode mode, bool mends, LexicalFaults faults)
    {
        _text = text;
        _faults = faults;
        _mends = mends;
        _at = start;
        _searchBudget = (4L * text.Length) + 65536;
        _frames = new LexerFrame[8];
        _frames[0] = new LexerFrame { Mode = mode };
    }

    public TokenKind Kind { get; private set; }

    public int Start { get; private set; }

    public int End { get; private set; }

    /// <summary>The text ended inside a heredoc.</summary>
    public bool RanOutInHeredoc { get; private set; }

    public void Next()
    {
        if (_pendingCuts > 0)
        {
            _pendingCuts--;
            Set(TokenKind.StringCut, _at, _at);
            return;
        }

        switch (_frames[_depth].Mode)
        {
            case LexerMode.Normal:
                NextNormal();
                break;
            case LexerMode.Quoted:
                NextQuoted();
                break;
            default:
                NextBare();
                break;
        }
    }

    /// <summary>Where the lexer stands, to come back to; of use only while it has not left the frame it is in.</summary>
    public readonly LexerMark Mark() => new(Kind, Start, End, _at, _depth, _frames[_depth].Braces);

    public bool TryReset(LexerMark mark)
    {
        if (_depth != mark.Depth || _pendingCuts > 0)
        {
            return false;
        }

        _at = mark.At;
        _frames[_depth].Braces = mark.Braces;
        Set(mark.Kind, mark.Start, mark.End);
        return true;
    }

    /// <summary>Gives up all strings and sequences that are open; what follows is the body again.</summary>
    public void LeaveTemplates()
    {
        _depth = 0;
        _pendingCuts = 0;
    }

    private void Set(TokenKind kind, int start, int end)
    {
        Kind = kind;
        Start = start;
        End = end;
    }

    private void Take(TokenKind kind, int length)
    {
        Set(kind, _at, _at + length);
        _at += length;
    }

    private void NextNormal()
    {
        while (true)
        {
            while (_at < _text.Length && _text[_at] is (byte)' ' or (byte)'\t')
            {
                _at++;
            }

            if (_at >= _text.Length)
            {
                Set(TokenKind.EndOfFile, _text.Length, _text.Length);
                return;
            }

            var b = _text[_at];
            if (CharacterTable.IsAsciiStart(b))
            {
                TakeIdentifier();
                return;
            }

            if (b == '#' || (b == '/' && Peek(1) == '/'))
            {
                if (SkipLineComment())
                {
                    return;
                }

                continue;
            }

            if (b == '/' && Peek(1) == '*' && SkipBlockComment())
            {
                continue;
            }

            TakeOther(b);
            return;
        }
    }

    private readonly int Peek(int ahead) => _at + ahead < _text.Length ? _text[_at + ahead] : -1;

    private void TakeIdentifier()
    {
        var end = _at + 1;
        while (end < _text.Length)
        {
            if (CharacterTable.IsAsciiPart(_text[end]))
            {
                end++;
                continue;
            }

            if (_text[end] < 0x80)
            {
                break;
            }

            var ok = Rune.DecodeFromUtf8(_text[end..], out var rune, out var length) == System.Buffers.OperationStatus.Done;
            if (!ok || !CharacterTable.IsPart(rune))
            {
                break;
            }

            end += length;
        }

        Take(TokenKind.Identifier, end - _at);
    }

    /// <summary>True if the comment ended with a line break, which is the token then.</summary>
    private bool SkipLineComment()
    {
        var length = _text[_at..].IndexOf((byte)'\n');
        if (length < 0)
        {
            _at = _text.Length;
            return false;
        }

        Take(TokenKind.Newline, length + 1);
        return true;
    }

    private bool SkipBlockComment()
    {
        var length = _noCommentEnd ? -1 : _text[(_at + 2)..].IndexOf("*/"u8);
        if (length < 0)
        {
            _noCommentEnd = true;
            return false;
        }

        _at += length + 4;
        return true;
    }

    private void TakeOther(byte b)
    {
        switch (b)
        {
            case (byte)'\n':
                Take(TokenKind.Newline, 1);
                break;
            case (byte)'\r' when Peek(1) == '\n':
                Take(TokenKind.Newline, 2);
                break;
            case (byte)'"':
                Take(TokenKind.OpenQuote, 1);
                Push(new LexerFrame { Mode = LexerMode.Quoted });
                break;
            case (byte)'{':
                _frames[_depth].Braces++;
                Take(TokenKind.OpenBrace, 1);
                break;
            case (byte)'}':
                TakeCloseBrace(1);
                break;
            case (byte)'~' when Peek(1) == '}':
                TakeCloseBrace(2);
                break;
            case (byte)'<' when Peek(1) == '<' && TryOpenHeredoc():
                break;
            case >= (byte)'0' and <= (byte)'9':
                TakeNumber();
                break;
            default:
                TakeSymbol(b);
                break;
        }
    }

    private void TakeCloseBrace(int length)
    {
        var endsSequence = _depth > 0 && _frames[_depth].Braces == 0;
        Take(endsSequence || length == 2 ? TokenKind.SequenceEnd : TokenKind.CloseBrace, length);
        if (endsSequence)
        {
            _depth--;
        }
        else
        {
            _frames[_depth].Braces--;
        }
    }

    // A number goes on over any mix of digits, points and exponents, so that 1.2.3 is one faulty number; it never ends with a point.
    private void TakeNumber()
    {
        var end = _at + 1;
        var at = end;
        while (at < _text.Length)
        {
            var b = _text[at];
            if (char.IsAsciiDigit((char)b))
            {
                end = ++at;
            }
            else if (b == '.')
            {
                at++;
            }
            else if (b is (byte)'e' or (byte)'E' && ExponentLength(at) is var length and > 0)
            {
                end = at += length;
            }
            else
            {
                break;
            }
        }

        Take(TokenKind.Number, end - _at);
    }

    private readonly int ExponentLength(int at)
    {
        var sign = at + 1 < _text.Length && _text[at + 1] is (byte)'+' or (byte)'-' ? 1 : 0;
        var digit = at + 1 + sign;
        return digit < _text.Length && char.IsAsciiDigit((char)_text[digit]) ? 2 + sign : 0;
    }

    private void TakeSymbol(byte b)
    {
        var next = Peek(1);
        var (kind, length) = b switch
        {
            (byte)'[' => (TokenKind.OpenBracket, 1),
            (byte)']' => (TokenKind.CloseBracket, 1),
            (byte)'(' => (TokenKind.OpenParenthesis, 1),
            (byte)')' => (TokenKind.CloseParenthesis, 1),
            (byte)'.' when next == '.' && Peek(2) == '.' => (TokenKind.Ellipsis, 3),
            (byte)'.' => (TokenKind.Dot, 1),
            (byte)',' => (TokenKind.Comma, 1),
            (byte)'=' when next == '=' => (TokenKind.EqualTo, 2),
            (byte)'=' when next == '>' => (TokenKind.FatArrow, 2),
            (byte)'=' => (TokenKind.Assign, 1),
            (byte)'!' when next == '=' => (TokenKind.NotEqualTo, 2),
            (byte)'!' => (TokenKind.Not, 1),
            (byte)'<' when next == '=' => (TokenKind.LessOrEqual, 2),
            (byte)'<' => (TokenKind.Less, 1),
            (byte)'>' when next == '=' => (TokenKind.GreaterOrEqual, 2),
            (byte)'>' => (TokenKind.Greater, 1),
            (byte)'&' when next == '&' => (TokenKind.And, 2),
            (byte)'|' when next == '|' => (TokenKind.Or, 2),
            (byte)':' when next == ':' => (TokenKind.DoubleColon, 2),
            (byte)':' => (TokenKind.Colon, 1),
            (byte)'?' => (TokenKind.Question, 1),
            (byte)'+' => (TokenKind.Plus, 1),
            (byte)'-' => (TokenKind.Minus, 1),
            (byte)'*' => (TokenKind.Star, 1),
            (byte)'/' => (TokenKind.Slash, 1),
            (byte)'%' => (TokenKind.Percent, 1),
            _ => (TokenKind.Invalid, 1),
        };
        if (kind == TokenKind.Invalid)
        {
            TakeInvalid(b);
            return;
        }

        Take(kind, length);
    }

    private void TakeInvalid(byte b)
    {
        var length = 1;
        if (b >= 0x80)
        {
            var ok = Rune.DecodeFromUtf8(_text[_at..], out var rune, out length) == System.Buffers.OperationStatus.Done;
            if (ok && CharacterTable.IsStart(rune))
            {
                TakeIdentifier(length);
                return;
            }

            Take(TokenKind.Invalid, length);
            if (ok)
            {
                _faults.InvalidCharacter(Span, rune);
            }

            return;
        }

        Take(TokenKind.Invalid, length);
        _faults.InvalidCharacter(Span, new Rune(b));
    }

    private void TakeIdentifier(int firstLength)
    {
        var start = _at;
        _at += firstLength - 1;
        TakeIdentifier();
        Start = start;
    }

    private readonly TextSpan Span => TextSpan.FromBounds(Start, End);

    private void Push(LexerFrame frame)
    {
        if (++_depth == _frames.Length)
        {
            Array.Resize(ref _frames, _frames.Length * 2);
        }

        _frames[_depth] = frame;
    }
}

internal enum LexerMode : byte
{
    /// <summary>Expressions and bodies; below the first frame, the inside of a template sequence.</summary>
    Normal,
    Quoted,
    Heredoc,
    BareTemplate,
}

internal struct LexerFrame
{
    public LexerMode Mode;

    /// <summary>How many braces stand open in this frame.</summary>
    public int Braces;

    /// <summary>Where the heredoc's closing word stands in its opening.</summary>
    public int MarkerStart;
    public int MarkerLength;

    /// <summary>A heredoc's end counts only at the start of a line.</summary>
    public bool AtLineStart;

    /// <summary>The string runs over several lines on purpose, as far as can be told.</summary>
    public bool RunsOverLines;

    /// <summary>Where a heredoc without end is taken to end; 0 for no such place.</summary>
    public int CutAt;
}

internal readonly record struct LexerMark(TokenKind Kind, int Start, int End, int At, int Depth, int Braces);
