using System.Buffers;
using Turnpike.Text;

namespace Turnpike.Hcl.Parsing;

internal ref partial struct Lexer
{
    private const int MendWindow = 4096;

    private static readonly SearchValues<byte> s_quotedStops = SearchValues.Create("\"\\$%\r\n"u8);
    private static readonly SearchValues<byte> s_bareStops = SearchValues.Create("$%\n"u8);

    private void NextQuoted()
    {
        if (_at >= _text.Length)
        {
            Set(TokenKind.EndOfFile, _text.Length, _text.Length);
            return;
        }

        switch (_text[_at])
        {
            case (byte)'"':
                _depth--;
                Take(TokenKind.CloseQuote, 1);
                break;
            case (byte)'\r' or (byte)'\n':
                TakeQuotedNewline();
                break;
            case (byte)'$' or (byte)'%':
                TakeTemplateMark(TokenKind.QuotedText);
                break;
            default:
                TakeQuotedRun();
                break;
        }
    }

    private void TakeQuotedRun()
    {
        var at = _at;
        while (true)
        {
            var length = _text[at..].IndexOfAny(s_quotedStops);
            at = length < 0 ? _text.Length : at + length;
            if (at >= _text.Length || _text[at] != '\\')
            {
                break;
            }

            at++;
            if (at < _text.Length && _text[at] is not ((byte)'\r' or (byte)'\n'))
            {
                at++;
            }
        }

        Take(TokenKind.QuotedText, at - _at);
    }

    // A dollar or percent sign opens a sequence before a brace, escapes one when doubled, and is itself otherwise.
    private void TakeTemplateMark(TokenKind textKind)
    {
        var mark = _text[_at];
        if (Peek(1) == '{')
        {
            _frames[_depth].AtLineStart = false;
            Take(mark == '$' ? TokenKind.Interpolation : TokenKind.Directive, Peek(2) == '~' ? 3 : 2);
            Push(new LexerFrame { Mode = LexerMode.Normal });
            return;
        }

        _frames[_depth].AtLineStart = false;
        Take(textKind, Peek(1) == mark && Peek(2) == '{' ? 3 : 1);
    }

    private void TakeQuotedNewline()
    {
        var length = 1;
        while (Peek(length) is '\r' or '\n')
        {
            length++;
        }

        _faults.QuotedNewline(TextSpan.FromBounds(_at, _at + length));
        if (_frames[_depth].RunsOverLines || ClosesFurtherDown(_at + length))
        {
            _frames[_depth].RunsOverLines = true;
            Take(TokenKind.QuotedNewline, length);
            return;
        }

        CutStrings();
    }

    // An odd number of quotes on the first line below that has any means that the string was meant to run over lines;
    // an even number, that its closing quote was forgotten.
    private readonly bool ClosesFurtherDown(int from)
    {
        var window = _text.Slice(from, Math.Min(MendWindow, _text.Length - from));
        while (!window.IsEmpty)
        {
            var end = window.IndexOf((byte)'\n');
            var line = end < 0 ? window : window[..end];
            var quotes = line.Count((byte)'"') - line.Count("\\\""u8);
            if (quotes > 0)
            {
                return quotes % 2 == 1;
            }

            window = end < 0 ? default : window[(end + 1)..];
        }

        return false;
    }

    // What the string stands in, sequences and other strings, is given up with it, down to a heredoc or the file.
    private void CutStrings()
    {
        var depth = _depth;
        while (depth > 0 && _frames[depth].Mode is not (LexerMode.Heredoc or LexerMode.BareTemplate))
        {
            depth--;
        }

        // A sequence directly in a heredoc goes on: the string inside it alone is cut.
        if (_frames[depth].Mode is LexerMode.Heredoc or LexerMode.BareTemplate)
        {
            depth++;
        }

        _pendingCuts = _depth - depth - 1;
        _depth = depth;
        Set(TokenKind.StringCut, _at, _at);
    }

    private bool TryOpenHeredoc()
    {
        var at = _at + 2;
        if (at < _text.Length && _text[at] == '-')
        {
            at++;
        }

        var name = this with { _at = at };
        var isName = at < _text.Length && (CharacterTable.IsAsciiStart(_text[at]) || _text[at] >= 0x80);
        if (!isName)
        {
            return false;
        }

        name.NextNameOnly();
        if (name.Kind != TokenKind.Identifier)
        {
            return false;
        }

        var end = name.End;
        var newline = end < _text.Length && _text[end] == '\r' ? end + 1 : end;
        if (newline >= _text.Length || _text[newline] != '\n')
        {
            return false;
        }

        var frame = new LexerFrame { Mode = LexerMode.Heredoc, MarkerStart = at, MarkerLength = end - at, AtLineStart = true };
        Take(TokenKind.OpenHeredoc, newline + 1 - _at);
        frame.CutAt = _mends ? FindHeredocCut(_text.Slice(at, end - at)) : 0;
        Push(frame);
        return true;
    }

    private void NextNameOnly()
    {
        if (CharacterTable.IsAsciiStart(_text[_at]))
        {
            TakeIdentifier();
            return;
        }

        var done = System.Text.Rune.DecodeFromUtf8(_text[_at..], out var rune, out var length) == OperationStatus.Done;
        if (done && CharacterTable.IsStart(rune))
        {
            TakeIdentifier(length);
        }
        else
        {
            Kind = TokenKind.Invalid;
        }
    }

    private void NextBare()
    {
        if (_at >= _text.Length)
        {
            RanOutInHeredoc |= _frames[_depth].Mode == LexerMode.Heredoc;
            Set(TokenKind.EndOfFile, _text.Length, _text.Length);
            return;
        }

        ref var frame = ref _frames[_depth];
        if (frame.CutAt == _at && frame.CutAt > 0)
        {
            _depth--;
            Set(TokenKind.StringCut, _at, _at);
            return;
        }

        if (_text[_at] is (byte)'$' or (byte)'%')
        {
            TakeTemplateMark(TokenKind.BareText);
            return;
        }

        TakeBareRun(ref frame);
    }

    private void TakeBareRun(ref LexerFrame frame)
    {
        var rest = _text[_at..];
        var length = rest.IndexOfAny(s_bareStops);
        if (length < 0 || rest[length] != '\n')
        {
            frame.AtLineStart = false;
            Take(TokenKind.BareText, length < 0 ? rest.Length : length);
            return;
        }

        if (frame is { Mode: LexerMode.Heredoc, AtLineStart: true } && IsMarker(rest[..length], frame))
        {
            _depth--;
            Take(TokenKind.CloseHeredoc, length > 0 && rest[length - 1] == '\r' ? length - 1 : length);
            return;
        }

        frame.AtLineStart = true;
        Take(TokenKind.BareText, length + 1);
    }

    private readonly bool IsMarker(ReadOnlySpan<byte> line, in LexerFrame frame) =>
        line.Length >= frame.MarkerLength
        && line.Trim(" \t\r\v\f"u8).SequenceEqual(_text.Slice(frame.MarkerStart, frame.MarkerLength));

    // Where a heredoc has no closing line at all, it is taken to end before a line that starts with its word (a misspelt
    // or decorated end) or one that can only be code: a block or a brace at the left edge.
    private int FindHeredocCut(ReadOnlySpan<byte> marker)
    {
        var cut = 0;
        var at = _at;
        while (at < _text.Length && _searchBudget > 0)
        {
            var length = _text[at..].IndexOf((byte)'\n');
            var end = length < 0 ? _text.Length : at + length;
            var line = _text[at..end];
            _searchBudget -= line.Length + 1;
            var trimmed = line.Trim(" \t\r\v\f"u8);
            if (trimmed.SequenceEqual(marker) && length >= 0)
            {
                return 0;
            }

            if (cut == 0 && at > _at)
            {
                cut = trimmed.StartsWith(marker) ? NextLine(end) : LooksLikeCode(line) ? at : 0;
            }

            at = NextLine(end);
        }

        return cut > 0 && cut < _text.Length ? cut : 0;
    }

    private readonly int NextLine(int end) => Math.Min(end + 1, _text.Length);

    private static bool LooksLikeCode(ReadOnlySpan<byte> line)
    {
        line = line.TrimEnd(" \t\r"u8);
        return line is [(byte)'}']
            || (line.Length > 3 && CharacterTable.IsAsciiStart(line[0]) && line[^1] == '{' && line[^2] is (byte)' ' or (byte)'"'
                && line.IndexOfAny("()=;$"u8) < 0);
    }
}
