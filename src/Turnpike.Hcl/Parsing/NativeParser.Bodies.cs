using System.Collections.Immutable;
using System.Text;
using Turnpike.Hcl.Syntax;
using Turnpike.Text;

namespace Turnpike.Hcl.Parsing;

internal ref partial struct NativeParser
{
    private const int ManyAttributes = 16;

    public NativeBody ParseRoot()
    {
        var items = new BodyItems();
        var start = Token;
        while (Peek() != TokenKind.EndOfFile)
        {
            ParseBodyItem(ref items, parentIndent: -1);
        }

        return items.ToBody(_source, start.Cover(Token), default);
    }

    /// <summary>From behind the opening brace to behind the closing one.</summary>
    private NativeBody ParseBlockBody(TextSpan open, int blockIndent)
    {
        var items = new BodyItems();
        var itemIndent = _itemIndent;
        if (++_nesting > MaxNesting)
        {
            Fault(SyntaxDiagnostics.TooDeep(_source, open));
            Recover(TokenKind.CloseBrace);
        }
        else
        {
            while (Peek() != TokenKind.CloseBrace)
            {
                if (_lexer.Kind == TokenKind.EndOfFile)
                {
                    Unclosed(open);
                    break;
                }

                if (_mends && _lexer.Kind == TokenKind.Identifier && Indent(_lexer.Start) is var indent and >= 0 && indent <= blockIndent)
                {
                    Unclosed(open);
                    break;
                }

                ParseBodyItem(ref items, blockIndent);
            }

            if (_lexer.Kind == TokenKind.CloseBrace)
            {
                Advance();
            }
        }

        _nesting--;
        _itemIndent = itemIndent;
        return items.ToBody(_source, open.Cover(_previous), open);
    }

    // A heredoc that took in the rest of the text took the closing braces with it: the second reading tells.
    private void Unclosed(TextSpan open)
    {
        HasUnclosedBlock = true;
        if (!_lexer.RanOutInHeredoc)
        {
            Report(SyntaxDiagnostics.UnclosedBlock(_source, open));
        }
    }

    private void ParseBodyItem(ref BodyItems items, int parentIndent)
    {
        switch (_lexer.Kind)
        {
            case TokenKind.Newline:
                Advance();
                return;
            case TokenKind.Identifier:
                var indent = Indent(_lexer.Start);
                _itemIndent = indent >= 0 ? indent : Math.Max(parentIndent, 0);
                ParseNamedItem(ref items, indent);
                break;
            case TokenKind.OpenQuote:
                Report(SyntaxDiagnostics.InvalidArgumentName(_source, Token));
                SkipItem(mustMove: true);
                break;
            default:
                Report(SyntaxDiagnostics.ItemRequired(_source, Token, afterName: false));
                SkipItem(mustMove: true);
                break;
        }

        _recovering = false;
    }

    private void ParseNamedItem(ref BodyItems items, int indent)
    {
        var nameSpan = Token;
        var name = TakeName();
        switch (_lexer.Kind)
        {
            case TokenKind.Assign:
                AddAttribute(ref items, ParseAttribute(name, nameSpan, onOneLine: false));
                break;
            case TokenKind.OpenQuote or TokenKind.OpenBrace or TokenKind.Identifier:
                ParseBlock(ref items, name, nameSpan, indent);
                break;
            default:
                Report(SyntaxDiagnostics.ItemRequired(_source, nameSpan, afterName: true));
                SkipItem();
                break;
        }
    }

    private readonly void AddAttribute(ref BodyItems items, HclAttribute attribute)
    {
        if (items.TryAdd(attribute) is { } first)
        {
            Report(SyntaxDiagnostics.AttributeRedefined(_source, attribute.NameSpan, attribute.Name, _source.PositionAt(first.NameSpan.Start)));
        }
    }

    private HclAttribute ParseAttribute(string name, TextSpan nameSpan, bool onOneLine)
    {
        Advance();
        var expression = ParseExpression();
        var span = nameSpan.Cover(_previous);
        if (_recovering)
        {
            SkipItem(onOneLine);
        }
        else if (!onOneLine && Peek() is var end && end != TokenKind.EndOfFile)
        {
            if (end == TokenKind.Newline)
            {
                Advance();
            }
            else
            {
                Fault(end == TokenKind.Comma
                    ? SyntaxDiagnostics.CommaAfterArgument(_source, Token)
                    : SyntaxDiagnostics.MissingNewlineAfterArgument(_source, Token));
                SkipItem();
            }
        }

        return new HclAttribute(name, nameSpan, expression, span);
    }

    private void ParseBlock(ref BodyItems items, string type, TextSpan typeSpan, int indent)
    {
        var labels = ImmutableArray.CreateBuilder<string>(2);
        var labelSpans = ImmutableArray.CreateBuilder<TextSpan>(2);
        while (_lexer.Kind != TokenKind.OpenBrace)
        {
            var span = Token;
            switch (_lexer.Kind)
            {
                case TokenKind.OpenQuote:
                    labels.Add(ParseQuotedName(out span));
                    break;
                case TokenKind.Identifier:
                    labels.Add(TakeName());
                    break;
                default:
                    FaultyHeader();
                    items.Add(new HclBlock(
                        type, typeSpan, labels.DrainToImmutable(), labelSpans.DrainToImmutable(), EmptyBody(typeSpan), typeSpan, typeSpan));
                    return;
            }

            labelSpans.Add(span);
        }

        var definition = labelSpans.Count > 0 ? typeSpan.Cover(labelSpans[^1]) : typeSpan;
        var open = Advance();
        var body = _lexer.Kind is TokenKind.Newline or TokenKind.EndOfFile or TokenKind.CloseBrace
            ? ParseBlockBody(open, indent >= 0 ? indent : _itemIndent)
            : ParseOneLineBody(open);
        items.Add(new HclBlock(
            type, typeSpan, labels.DrainToImmutable(), labelSpans.DrainToImmutable(), body, definition, typeSpan.Cover(_previous)));
        EndBlock();
    }

    private readonly NativeBody EmptyBody(TextSpan span) => default(BodyItems).ToBody(_source, span, span);

    private void FaultyHeader()
    {
        Fault(SyntaxDiagnostics.InvalidBlock(_source, Token, _lexer.Kind switch
        {
            TokenKind.Assign => "An equals sign makes an argument; a block has none.",
            TokenKind.Newline => "The opening brace stands on the same line as the block's type and labels.",
            _ => "A block's type is followed by labels, in quotes or bare, and an opening brace.",
        }));
        SkipItem();
    }

    private void EndBlock()
    {
        if (_lexer.Kind == TokenKind.Newline)
        {
            Advance();
        }
        else if (_lexer.Kind != TokenKind.EndOfFile && !AtNewItem())
        {
            Fault(SyntaxDiagnostics.MissingNewlineAfterBlock(_source, Token));
            SkipItem();
        }
    }

    /// <summary><c>{ name = value }</c> with no line break.</summary>
    private NativeBody ParseOneLineBody(TextSpan open)
    {
        var items = new BodyItems();
        var itemSpan = ParseOneLineItem(ref items);
        switch (Peek())
        {
            case TokenKind.CloseBrace:
                Advance();
                break;
            case TokenKind.EndOfFile:
                Unclosed(open);
                break;
            default:
                Fault(SyntaxDiagnostics.InvalidOneLineBlock(_source, Token, _lexer.Kind switch
                {
                    TokenKind.Comma => "A block on one line holds a single argument; put more on lines of their own.",
                    TokenKind.Newline => "A block whose first argument stands on its line ends on that line too.",
                    _ => "The closing brace follows the single argument.",
                }));
                Recover(TokenKind.CloseBrace);
                break;
        }

        return items.ToBody(_source, itemSpan ?? open, open);
    }

    private TextSpan? ParseOneLineItem(ref BodyItems items)
    {
        var nameSpan = Token;
        if (_lexer.Kind != TokenKind.Identifier)
        {
            Fault(SyntaxDiagnostics.ItemRequired(_source, nameSpan, afterName: false));
            SkipItem(onOneLine: true);
            return null;
        }

        var name = TakeName();
        switch (_lexer.Kind)
        {
            case TokenKind.Assign:
                var attribute = ParseAttribute(name, nameSpan, onOneLine: true);
                items.TryAdd(attribute);
                return attribute.Span;
            case TokenKind.OpenQuote or TokenKind.OpenBrace or TokenKind.Identifier:
                Fault(SyntaxDiagnostics.ArgumentRequired(_source, nameSpan.Cover(Token), name));
                break;
            default:
                Fault(SyntaxDiagnostics.ItemRequired(_source, nameSpan, afterName: true));
                break;
        }

        SkipItem(onOneLine: true);
        return null;
    }

    /// <summary>
    /// Skips to behind the line break that ends the present item, or to the start of the next; a block on one line
    /// keeps its closing brace and its line break.
    /// </summary>
    private void SkipItem(bool onOneLine = false, bool mustMove = false)
    {
        _newlines = true;
        _stringDepth = 0;
        _open.Clear();
        while (_lexer.Kind != TokenKind.EndOfFile)
        {
            if (!mustMove && AtNewItem())
            {
                _lexer.LeaveTemplates();
                return;
            }

            if (!mustMove && _open.Count == 0 && _lexer.Kind == (onOneLine ? TokenKind.CloseBrace : TokenKind.Newline))
            {
                break;
            }

            mustMove = false;
            if (onOneLine && _open.Count == 0 && _lexer.Kind == TokenKind.Newline)
            {
                return;
            }

            TrackBrackets(_lexer.Kind);
            Advance();
        }

        if (!onOneLine && _lexer.Kind == TokenKind.Newline)
        {
            Advance();
        }
    }

    private readonly void TrackBrackets(TokenKind kind)
    {
        switch (kind)
        {
            case TokenKind.OpenBrace or TokenKind.OpenBracket or TokenKind.OpenParenthesis or TokenKind.OpenQuote
                or TokenKind.OpenHeredoc or TokenKind.Interpolation or TokenKind.Directive:
                _open.Add(kind);
                break;
            case TokenKind.CloseBrace:
                Close(TokenKind.OpenBrace, TokenKind.OpenBrace);
                break;
            case TokenKind.CloseBracket:
                Close(TokenKind.OpenBracket, TokenKind.OpenBracket);
                break;
            case TokenKind.CloseParenthesis:
                Close(TokenKind.OpenParenthesis, TokenKind.OpenParenthesis);
                break;
            case TokenKind.CloseQuote or TokenKind.StringCut:
                Close(TokenKind.OpenQuote, TokenKind.OpenHeredoc);
                break;
            case TokenKind.CloseHeredoc:
                Close(TokenKind.OpenHeredoc, TokenKind.OpenHeredoc);
                break;
            case TokenKind.SequenceEnd:
                Close(TokenKind.Interpolation, TokenKind.Directive);
                break;
        }
    }

    private readonly void Close(TokenKind opener, TokenKind otherOpener)
    {
        var at = _open.Count - 1;
        while (at >= 0 && _open[at] != opener && _open[at] != otherOpener)
        {
            at--;
        }

        at = Math.Max(at, 0);
        _open.RemoveRange(at, _open.Count - at);
    }

    /// <summary>A quoted text that may hold no sequences: a block's label, a key of a reference.</summary>
    private string ParseQuotedName(out TextSpan span)
    {
        var open = Advance();
        string? name = null;
        StringBuilder? longer = null;
        while (true)
        {
            var token = Token;
            switch (_lexer.Kind)
            {
                case TokenKind.QuotedText:
                    var text = TakeQuotedText();
                    longer = name is null ? null : (longer ?? new StringBuilder(name)).Append(text);
                    name ??= text;
                    continue;
                case TokenKind.CloseQuote:
                    Advance();
                    break;
                case TokenKind.Interpolation or TokenKind.Directive:
                    Report(SyntaxDiagnostics.InvalidLabel(_source, token, "No sequences are evaluated here; double the sign before the brace to mean it as it is."));
                    SkipSequence();
                    continue;
                case TokenKind.EndOfFile:
                    Fault(SyntaxDiagnostics.UnterminatedLabel(_source, token));
                    break;
                case TokenKind.StringCut:
                    _recovering = true;
                    Advance();
                    break;
                default:
                    Fault(SyntaxDiagnostics.InvalidLabel(_source, token, "A name in quotes stands on one line."));
                    Recover(TokenKind.CloseQuote);
                    break;
            }

            span = open.Cover(_previous);
            return LiteralText.Normalize(longer?.ToString() ?? name ?? "");
        }
    }

    private void SkipSequence()
    {
        var recovering = _recovering;
        Advance();
        Recover(TokenKind.SequenceEnd);
        _recovering = recovering;
    }

    private string TakeQuotedText()
    {
        var start = _lexer.Start;
        List<(TextSpan Span, string Why)>? faults = null;
        var text = LiteralText.Quoted(TokenText, ref faults);
        foreach (var (span, why) in faults ?? [])
        {
            Report(SyntaxDiagnostics.InvalidEscape(_source, Place(_places, start + span.Start, start + span.End), why));
        }

        Advance();
        return text;
    }

    /// <summary>What a body is found to hold, in order.</summary>
    private struct BodyItems
    {
        private List<HclAttribute>? _attributes;
        private List<HclBlock>? _blocks;
        private Dictionary<string, HclAttribute>? _byName;

        /// <summary>The attribute of the same name that was there before, which stays; null if there was none.</summary>
        public HclAttribute? TryAdd(HclAttribute attribute)
        {
            _attributes ??= [];
            var existing = Find(attribute.Name);
            if (existing is null)
            {
                _attributes.Add(attribute);
                _byName?.Add(attribute.Name, attribute);
            }

            return existing;
        }

        public void Add(HclBlock block) => (_blocks ??= []).Add(block);

        public readonly NativeBody ToBody(SourceText source, TextSpan span, TextSpan open) =>
            new(source, span, open, [.. _attributes ?? []], [.. _blocks ?? []]);

        private HclAttribute? Find(string name)
        {
            if (_attributes!.Count < ManyAttributes)
            {
                foreach (var attribute in _attributes)
                {
                    if (attribute.Name == name)
                    {
                        return attribute;
                    }
                }

                return null;
            }

            _byName ??= _attributes.ToDictionary(attribute => attribute.Name);
            return _byName.GetValueOrDefault(name);
        }
    }
}
