using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Types;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Hcl.Parsing.Json;

/// <summary>Reads JSON as expressions; which objects among them are bodies, their readers decide.</summary>
internal ref struct JsonSyntaxParser
{
    private const int MaxNesting = 400;

    private readonly SourceText _source;
    private readonly DiagnosticBag _diagnostics;
    private readonly List<HclExpression> _elements = [];
    private readonly List<ObjectItem> _items = [];
    private JsonScanner _scanner;
    private int _nesting;

    public JsonSyntaxParser(SourceText source, DiagnosticBag diagnostics)
    {
        _source = source;
        _diagnostics = diagnostics;
        var text = source.Utf8.Span;
        _scanner = new JsonScanner(text, text.StartsWith("\uFEFF"u8) ? 3 : 0);
        _scanner.Next();
    }

    public HclExpression ParseRoot()
    {
        var before = _diagnostics.Count;
        var root = ParseValue();
        if (_diagnostics.Count == before && _scanner.Kind != JsonTokenKind.EndOfFile)
        {
            _diagnostics.Add(JsonSyntaxDiagnostics.ExtraneousData(_source, _scanner.Span));
        }

        if (root is not (ObjectExpression or TupleExpression or InvalidExpression))
        {
            _diagnostics.Add(JsonSyntaxDiagnostics.InvalidRoot(_source, root.Span));
        }

        return root is InvalidExpression ? new ObjectExpression(_source, root.Span, root.Span, []) : root;
    }

    private HclExpression ParseValue()
    {
        var span = _scanner.Span;
        switch (_scanner.Kind)
        {
            case JsonTokenKind.OpenBrace or JsonTokenKind.OpenBracket:
                return ParseContainer();
            case JsonTokenKind.String:
                return ParseString();
            case JsonTokenKind.Number:
                return ParseNumber();
            case JsonTokenKind.Word:
                return ParseWord();
            case JsonTokenKind.CloseBrace:
                return Fault(JsonSyntaxDiagnostics.MissingJsonValue(_source, span), span);
            case JsonTokenKind.CloseBracket:
                return Fault(JsonSyntaxDiagnostics.MissingElement(_source, span), span);
            case JsonTokenKind.EndOfFile:
                return Fault(JsonSyntaxDiagnostics.MissingValue(_source, span), span);
            default:
                var invalid = Fault(JsonSyntaxDiagnostics.InvalidStart(_source, span), span);
                if (_scanner.Kind == JsonTokenKind.Invalid)
                {
                    _scanner.Next();
                }

                return invalid;
        }
    }

    private readonly InvalidExpression Fault(Diagnostic diagnostic, TextSpan span)
    {
        _diagnostics.Add(diagnostic);
        return new InvalidExpression(_source, span);
    }

    private HclExpression ParseContainer()
    {
        var open = _scanner.Span;
        if (_nesting >= MaxNesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            _diagnostics.Add(SyntaxDiagnostics.TooDeep(_source, open));
            SkipContainer();
            return new InvalidExpression(_source, open);
        }

        _nesting++;
        var value = _scanner.Kind == JsonTokenKind.OpenBrace ? ParseObject(open) : ParseArray(open);
        _nesting--;
        return value;
    }

    private HclExpression ParseObject(TextSpan open)
    {
        var start = _items.Count;
        _scanner.Next();
        var fault = ParseMembers(open);
        var items = new ObjectItem[_items.Count - start];
        _items.CopyTo(start, items, 0, items.Length);
        _items.RemoveRange(start, items.Length);
        if (fault is not null)
        {
            SkipToEnd();
            return Fault(fault, open);
        }

        var span = open.Cover(_scanner.Span);
        _scanner.Next();
        return new ObjectExpression(_source, span, open, ImmutableArray.Create(items));
    }

    /// <summary>Up to the closing brace, or to a fault.</summary>
    private Diagnostic? ParseMembers(TextSpan open)
    {
        while (_scanner.Kind != JsonTokenKind.CloseBrace)
        {
            var key = ParseValue();
            if (key is not JsonStringExpression)
            {
                return key is InvalidExpression && _scanner.Kind == JsonTokenKind.EndOfFile
                    ? JsonSyntaxDiagnostics.UnclosedObject(_source, open)
                    : JsonSyntaxDiagnostics.InvalidPropertyName(_source, key.Span);
            }

            var colon = _scanner.Span;
            if (_scanner.Kind != JsonTokenKind.Colon)
            {
                return _scanner.Kind is JsonTokenKind.CloseBrace or JsonTokenKind.Comma
                    ? JsonSyntaxDiagnostics.MissingObjectValue(_source, colon)
                    : JsonSyntaxDiagnostics.MissingColon(_source, colon);
            }

            _scanner.Next();
            _items.Add(new ObjectItem(key, ParseValue()));
            var comma = _scanner.Span;
            switch (_scanner.Kind)
            {
                case JsonTokenKind.Comma:
                    _scanner.Next();
                    if (_scanner.Kind == JsonTokenKind.CloseBrace)
                    {
                        return JsonSyntaxDiagnostics.TrailingObjectComma(_source, comma);
                    }

                    break;
                case JsonTokenKind.CloseBrace:
                    break;
                case JsonTokenKind.EndOfFile:
                    return JsonSyntaxDiagnostics.UnclosedObject(_source, open);
                case JsonTokenKind.CloseBracket:
                    return JsonSyntaxDiagnostics.MismatchedBraces(_source, comma);
                default:
                    return JsonSyntaxDiagnostics.MissingComma(_source, comma);
            }
        }

        return null;
    }

    private HclExpression ParseArray(TextSpan open)
    {
        var start = _elements.Count;
        _scanner.Next();
        var fault = ParseElements(open);
        var elements = new HclExpression[_elements.Count - start];
        _elements.CopyTo(start, elements, 0, elements.Length);
        _elements.RemoveRange(start, elements.Length);
        if (fault is not null)
        {
            SkipToEnd();
            return Fault(fault, open);
        }

        var span = open.Cover(_scanner.Span);
        _scanner.Next();
        return new TupleExpression(_source, span, open, ImmutableArray.Create(elements));
    }

    private Diagnostic? ParseElements(TextSpan open)
    {
        while (_scanner.Kind != JsonTokenKind.CloseBracket)
        {
            _elements.Add(ParseValue());
            var next = _scanner.Span;
            switch (_scanner.Kind)
            {
                case JsonTokenKind.Comma:
                    _scanner.Next();
                    if (_scanner.Kind == JsonTokenKind.CloseBracket)
                    {
                        return JsonSyntaxDiagnostics.TrailingArrayComma(_source, next);
                    }

                    break;
                case JsonTokenKind.CloseBracket:
                    break;
                case JsonTokenKind.Colon:
                    return JsonSyntaxDiagnostics.InvalidArrayValue(_source, next);
                case JsonTokenKind.EndOfFile:
                    return JsonSyntaxDiagnostics.UnclosedObject(_source, open);
                case JsonTokenKind.CloseBrace:
                    return JsonSyntaxDiagnostics.MismatchedBrackets(_source, next);
                default:
                    return JsonSyntaxDiagnostics.MissingComma(_source, next);
            }
        }

        return null;
    }

    private HclExpression ParseString()
    {
        var span = _scanner.Span;
        var isUnterminated = _scanner.IsUnterminated;
        _scanner.Next();
        var body = _source.Utf8.Span.Slice(span.Start + 1, Math.Max(0, span.Length - (isUnterminated ? 1 : 2)));
        var text = JsonString.Decode(body, out var faultAt);
        if (isUnterminated || faultAt >= 0)
        {
            return Fault(JsonSyntaxDiagnostics.InvalidString(_source, faultAt < 0 ? span : new TextSpan(span.Start + 1 + faultAt, 1)), span);
        }

        return new JsonStringExpression(_source, span, LiteralText.Normalize(text));
    }

    private HclExpression ParseNumber()
    {
        var span = _scanner.Span;
        _scanner.Next();
        var text = Encoding.ASCII.GetString(_source.Slice(span));
        return IsJsonNumber(text) && NumberParser.TryParse(text, out var number)
            ? new LiteralExpression(_source, span, number)
            : Fault(JsonSyntaxDiagnostics.InvalidNumber(_source, span), span);
    }

    private static bool IsJsonNumber(ReadOnlySpan<char> text)
    {
        text = text.TrimStart('-');
        var whole = DigitCount(text);
        if (whole == 0 || (whole > 1 && text[0] == '0'))
        {
            return false;
        }

        text = text[whole..];
        if (text is ['.', ..])
        {
            var fraction = DigitCount(text[1..]);
            if (fraction == 0)
            {
                return false;
            }

            text = text[(1 + fraction)..];
        }

        if (text is ['e' or 'E', ..])
        {
            text = text is [_, '+' or '-', ..] ? text[2..] : text[1..];
            return text.Length > 0 && DigitCount(text) == text.Length;
        }

        return text.IsEmpty;
    }

    private static int DigitCount(ReadOnlySpan<char> text)
    {
        var count = text.IndexOfAnyExceptInRange('0', '9');
        return count < 0 ? text.Length : count;
    }

    private HclExpression ParseWord()
    {
        var span = _scanner.Span;
        _scanner.Next();
        var word = _source.Slice(span);
        if (word.SequenceEqual("true"u8))
        {
            return new LiteralExpression(_source, span, Value.True);
        }

        if (word.SequenceEqual("false"u8))
        {
            return new LiteralExpression(_source, span, Value.False);
        }

        return word.SequenceEqual("null"u8)
            ? new LiteralExpression(_source, span, Value.Null)
            : Fault(JsonSyntaxDiagnostics.InvalidKeyword(_source, span, _source.GetString(new TextSpan(span.Start, Math.Min(span.Length, 40)))), span);
    }

    /// <summary>Skips to behind the end of the container that the scanner stands in; a wrong closer is taken for the right one.</summary>
    private void SkipToEnd()
    {
        var depth = 0;
        for (; _scanner.Kind != JsonTokenKind.EndOfFile; _scanner.Next())
        {
            if (_scanner.Kind is JsonTokenKind.OpenBrace or JsonTokenKind.OpenBracket)
            {
                depth++;
            }
            else if (_scanner.Kind is JsonTokenKind.CloseBrace or JsonTokenKind.CloseBracket && depth-- == 0)
            {
                _scanner.Next();
                return;
            }
        }
    }

    private void SkipContainer()
    {
        _scanner.Next();
        SkipToEnd();
    }
}
