using System.Buffers;
using Turnpike.Text;

namespace Turnpike.Hcl.Parsing.Json;

internal enum JsonTokenKind : byte
{
    EndOfFile,
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
    Comma,
    Colon,
    String,
    Number,
    Word,
    Invalid,
}

/// <summary>The tokens of a JSON text, one at a time.</summary>
internal ref struct JsonScanner(ReadOnlySpan<byte> text, int start)
{
    private static readonly SearchValues<byte> s_stringStops = SearchValues.Create("\"\\\n"u8);

    private readonly ReadOnlySpan<byte> _text = text;
    private int _at = start;

    public JsonTokenKind Kind { get; private set; }

    public TextSpan Span { get; private set; }

    /// <summary>A string token lacks its closing quote.</summary>
    public bool IsUnterminated { get; private set; }

    public void Next()
    {
        while (_at < _text.Length && _text[_at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            _at++;
        }

        if (_at >= _text.Length)
        {
            Set(JsonTokenKind.EndOfFile, 0);
            return;
        }

        var b = _text[_at];
        switch (b)
        {
            case (byte)'"':
                Set(JsonTokenKind.String, StringLength());
                break;
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                Set(JsonTokenKind.Number, NumberLength());
                break;
            case (byte)'{':
                Set(JsonTokenKind.OpenBrace, 1);
                break;
            case (byte)'}':
                Set(JsonTokenKind.CloseBrace, 1);
                break;
            case (byte)'[':
                Set(JsonTokenKind.OpenBracket, 1);
                break;
            case (byte)']':
                Set(JsonTokenKind.CloseBracket, 1);
                break;
            case (byte)',':
                Set(JsonTokenKind.Comma, 1);
                break;
            case (byte)':':
                Set(JsonTokenKind.Colon, 1);
                break;
            default:
                var word = WordLength();
                Set(word > 0 ? JsonTokenKind.Word : JsonTokenKind.Invalid, Math.Max(word, 1));
                break;
        }
    }

    private void Set(JsonTokenKind kind, int length)
    {
        Kind = kind;
        Span = new TextSpan(_at, length);
        _at += length;
    }

    private int StringLength()
    {
        var at = _at + 1;
        while (true)
        {
            var length = _text[Math.Min(at, _text.Length)..].IndexOfAny(s_stringStops);
            if (length < 0)
            {
                IsUnterminated = true;
                return _text.Length - _at;
            }

            at += length;
            if (_text[at] != '\\')
            {
                IsUnterminated = _text[at] == '\n';
                return at - _at + (IsUnterminated ? 0 : 1);
            }

            at += 2;
        }
    }

    private readonly int NumberLength()
    {
        var at = _at + 1;
        while (at < _text.Length && (char.IsAsciiDigit((char)_text[at]) || _text[at] is (byte)'.' or (byte)'e' or (byte)'E' or (byte)'+' or (byte)'-'))
        {
            at++;
        }

        return at - _at;
    }

    private readonly int WordLength()
    {
        var at = _at;
        while (at < _text.Length && (char.IsAsciiLetterOrDigit((char)_text[at]) || _text[at] is (byte)'_' or >= 0x80))
        {
            at++;
        }

        return at - _at;
    }
}
