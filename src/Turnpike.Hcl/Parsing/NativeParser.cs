using Turnpike.Hcl.Syntax;
using Turnpike.Text;

namespace Turnpike.Hcl.Parsing;

/// <summary>
/// A recursive-descent parser of the native syntax over the lexer's tokens. After a fault it skips to where the faulty
/// thing ends: the closing bracket, the end of the argument, or, where brackets are unbalanced, the next line that
/// stands where a new argument or block of the same body would.
/// </summary>
internal ref partial struct NativeParser
{
    // Trees deeper than these do not come from people; readers of the tree walk it recursively.
    private const int MaxNesting = 400;
    private const int MaxHeight = 6000;
    private const int MaxSteps = 1000;

    private readonly ReadOnlySpan<byte> _text;
    private readonly SourceText _source;
    private readonly int[]? _places;
    private readonly NameTable _names;
    private readonly LexicalFaults _lexical;
    private readonly List<Diagnostic> _faults;
    private readonly List<HclExpression> _operands = [];
    private readonly List<TraversalStep> _steps = [];
    private readonly List<ObjectItem> _items = [];
    private readonly List<TemplatePart> _parts = [];
    private readonly List<TokenKind> _open = [];
    private readonly bool _mends;

    private Lexer _lexer;
    private TextSpan _previous;
    private bool _newlines = true;

    /// <summary>A fault was met in the present argument or block header; everything around it gives up until the next.</summary>
    private bool _recovering;

    private int _nesting;
    private int _height;
    private int _stringDepth;

    /// <summary>How far the line is indented that the present argument or block starts on; -1 outside of bodies.</summary>
    private int _itemIndent = -1;

    /// <param name="places">The place in the source of each byte of the text, where they differ (a JSON string with escapes); null where they are the same.</param>
    /// <param name="mends">A second reading of a text with something unclosed: indentation tells where it was meant to end.</param>
    public NativeParser(SourceText source, ReadOnlySpan<byte> text, int start, LexerMode mode, NameTable names, int[]? places = null, bool mends = false)
    {
        _source = source;
        _text = text;
        _places = places;
        _names = names;
        _mends = mends;
        _faults = [];
        _lexical = new LexicalFaults(source, places is null ? null : span => Place(places, span.Start, span.End));
        _lexer = new Lexer(text, start, mode, mends, _lexical);
        _lexer.Next();
        _previous = Place(places, start, start);
    }

    /// <summary>Some block was open at the end of the text, or a heredoc: a second reading may find more.</summary>
    public readonly bool IsUnclosed => _lexer.RanOutInHeredoc || HasUnclosedBlock;

    public bool HasUnclosedBlock { get; private set; }

    /// <summary>All faults so far, those of single characters first.</summary>
    public readonly IEnumerable<Diagnostic> Faults => _lexical.Found.Concat(_faults);

    /// <summary>Bytes that are no UTF-8 are one fault for the whole text, at the first of them.</summary>
    public readonly void CheckEncoding()
    {
        if (System.Text.Unicode.Utf8.IsValid(_text))
        {
            return;
        }

        var at = 0;
        while (System.Text.Rune.DecodeFromUtf8(_text[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        _lexical.InvalidEncoding(new TextSpan(at, 1));
    }

    private readonly TextSpan Token => Place(_places, _lexer.Start, _lexer.End);

    private readonly ReadOnlySpan<byte> TokenText => _text[_lexer.Start.._lexer.End];

    private readonly TextSpan Here => Place(_places, _lexer.Start, _lexer.Start);

    private static TextSpan Place(int[]? places, int start, int end) =>
        places is null ? TextSpan.FromBounds(start, end) : TextSpan.FromBounds(places[start], places[end]);

    private TokenKind Peek()
    {
        while (!_newlines && _lexer.Kind == TokenKind.Newline)
        {
            _lexer.Next();
        }

        return _lexer.Kind;
    }

    private TextSpan Advance()
    {
        _previous = Token;
        _lexer.Next();
        return _previous;
    }

    private string TakeName()
    {
        var name = _names.Get(TokenText);
        Advance();
        return name;
    }

    private bool PeekKeyword(ReadOnlySpan<byte> keyword) => Peek() == TokenKind.Identifier && TokenText.SequenceEqual(keyword);

    /// <summary>A fault after which the surroundings must give up; what follows from it is not reported.</summary>
    private void Fault(Diagnostic diagnostic)
    {
        if (!_recovering)
        {
            Report(diagnostic);
        }

        _recovering = true;
    }

    /// <summary>A fault that leaves the parser in a good place.</summary>
    private readonly void Report(Diagnostic diagnostic)
    {
        if (_faults.Count <= DiagnosticBag.Capacity)
        {
            _faults.Add(diagnostic);
        }
    }

    private readonly InvalidExpression Invalid(TextSpan span) => new(_source, span);

    /// <summary>Skips to behind the closing token of what is open, counting what opens in between; gives the last token.</summary>
    private TextSpan Recover(TokenKind end)
    {
        _recovering = true;
        var start = Opener(end);
        var endsText = end is TokenKind.CloseQuote or TokenKind.CloseHeredoc or TokenKind.SequenceEnd;
        int nested = 0, strings = 0;
        while (_lexer.Kind != TokenKind.EndOfFile && !AtNewItem())
        {
            var kind = _lexer.Kind;
            if (kind == TokenKind.StringCut && strings == 0 && _stringDepth > 0)
            {
                return endsText ? Advance() : Here;
            }

            if (kind == end && (endsText ? strings : nested) == 0)
            {
                return Advance();
            }

            nested += kind == start ? 1 : kind == end ? -1 : 0;
            strings += kind switch
            {
                TokenKind.OpenQuote or TokenKind.OpenHeredoc or TokenKind.Interpolation or TokenKind.Directive => 1,
                TokenKind.CloseQuote or TokenKind.CloseHeredoc or TokenKind.SequenceEnd or TokenKind.StringCut => strings > 0 ? -1 : 0,
                _ => 0,
            };
            Advance();
        }

        return Here;
    }

    private static TokenKind Opener(TokenKind end) => end switch
    {
        TokenKind.CloseBrace => TokenKind.OpenBrace,
        TokenKind.CloseBracket => TokenKind.OpenBracket,
        TokenKind.CloseParenthesis => TokenKind.OpenParenthesis,
        _ => TokenKind.StringCut,
    };

    /// <summary>Whether the token is the first of a line that is indented like a new item of the body, or closes the body.</summary>
    private readonly bool AtNewItem() => _lexer.Kind switch
    {
        TokenKind.Identifier => _itemIndent >= 0 && Indent(_lexer.Start) is var indent and >= 0 && indent <= _itemIndent,
        TokenKind.CloseBrace => _itemIndent > 0 && Indent(_lexer.Start) is var indent and >= 0 && indent < _itemIndent,
        _ => false,
    };

    /// <summary>How many spaces and tabs stand before an offset if nothing else does on its line, else -1.</summary>
    private readonly int Indent(int offset)
    {
        var at = offset;
        while (at > 0 && _text[at - 1] is (byte)' ' or (byte)'\t')
        {
            at--;
        }

        return at == 0 || _text[at - 1] == '\n' ? offset - at : -1;
    }
}
