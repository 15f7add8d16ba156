using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Turnpike.Hcl.Syntax;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Hcl.Parsing;

internal ref partial struct NativeParser
{
    private HclExpression ParseTraversals(HclExpression from) => ParseTraversals(from, null, default);

    /// <summary>
    /// Steps from an expression, or from a variable if there is none. Constant steps are gathered and become one
    /// traversal when something else follows them.
    /// </summary>
    private HclExpression ParseTraversals(HclExpression? from, string? root, TextSpan rootSpan)
    {
        var start = _steps.Count;
        var height = _height;
        while (!_recovering)
        {
            switch (Peek())
            {
                case TokenKind.Dot:
                    from = ParsePoint(from, root, rootSpan, start);
                    break;
                case TokenKind.OpenBracket:
                    from = ParseBracket(from, root, rootSpan, start);
                    break;
                default:
                    return Traverse(from, root, rootSpan, start);
            }

            if (_height > MaxHeight || _height - height > MaxSteps)
            {
                _steps.RemoveRange(start, _steps.Count - start);
                return TooDeep();
            }
        }

        return Traverse(from, root, rootSpan, start);
    }

    /// <summary>What has been gathered so far as one expression.</summary>
    private HclExpression Traverse(HclExpression? from, string? root, TextSpan rootSpan, int start)
    {
        var count = _steps.Count - start;
        if (from is not null && count == 0)
        {
            return from;
        }

        var steps = ImmutableArray<TraversalStep>.Empty;
        var span = from?.Span ?? rootSpan;
        if (count > 0)
        {
            var taken = new TraversalStep[count];
            _steps.CopyTo(start, taken, 0, count);
            _steps.RemoveRange(start, count);
            steps = System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(taken);
            span = span.Cover(taken[^1].Span);
        }

        if (from is null)
        {
            return new ScopeTraversalExpression(_source, span, new Traversal(_source, span, root!, rootSpan, steps));
        }

        _height++;
        return from is RelativeTraversalExpression relative
            ? new RelativeTraversalExpression(_source, span, relative.From, relative.Steps.AddRange(steps))
            : new RelativeTraversalExpression(_source, span, from, steps);
    }

    private HclExpression? ParsePoint(HclExpression? from, string? root, TextSpan rootSpan, int start)
    {
        var point = Advance();
        switch (Peek())
        {
            case TokenKind.Identifier:
                var nameSpan = Token;
                _steps.Add(new AttributeStep(point.Cover(nameSpan), TakeName(), nameSpan));
                return from;
            case TokenKind.Number:
                return TryAddLegacyIndex(point) ? from : Invalid(Traverse(from, root, rootSpan, start).Span);
            case TokenKind.Star:
                return ParseAttributeSplat(Traverse(from, root, rootSpan, start), point);
            default:
                Fault(SyntaxDiagnostics.InvalidAttributeName(_source, Token));
                return Invalid(Traverse(from, root, rootSpan, start).Span.Cover(point));
        }
    }

    /// <summary><c>.0</c>, an old form of <c>[0]</c>.</summary>
    private bool TryAddLegacyIndex(TextSpan point)
    {
        var text = TokenText;
        var inner = text.IndexOf((byte)'.');
        if (inner >= 0)
        {
            Report(SyntaxDiagnostics.InvalidLegacyIndex(
                _source, Token, System.Text.Encoding.ASCII.GetString(text[..inner]), System.Text.Encoding.ASCII.GetString(text[(inner + 1)..])));
            Advance();
            return false;
        }

        if (ParseNumber() is not LiteralExpression number)
        {
            return false;
        }

        _steps.Add(new IndexStep(point.Cover(number.Span), number.Value));
        return true;
    }

    /// <summary><c>.*</c>, which takes the attributes that follow at once, and nothing else, to each element.</summary>
    private HclExpression ParseAttributeSplat(HclExpression from, TextSpan point)
    {
        var marker = point.Cover(Advance());
        var item = new SplatItemExpression(_source, marker);
        var start = _steps.Count;
        var isValid = true;
        while (isValid && Peek() == TokenKind.Dot)
        {
            var dot = Advance();
            switch (Peek())
            {
                case TokenKind.Identifier:
                    var nameSpan = Token;
                    _steps.Add(new AttributeStep(dot.Cover(nameSpan), TakeName(), nameSpan));
                    break;
                case TokenKind.Number:
                    isValid = TryAddLegacyIndex(dot);
                    break;
                default:
                    Fault(_lexer.Kind == TokenKind.Star
                        ? SyntaxDiagnostics.NestedSplat(_source, Token)
                        : SyntaxDiagnostics.InvalidAttributeName(_source, Token));
                    isValid = false;
                    break;
            }
        }

        _height++;
        var each = Traverse(item, null, default, start);
        var span = from.Span.Cover(each.Span);
        return isValid ? new SplatExpression(_source, span, from, item, each, marker) : Invalid(span);
    }

    private HclExpression? ParseBracket(HclExpression? from, string? root, TextSpan rootSpan, int start)
    {
        var open = Advance();
        if (Peek() == TokenKind.Star)
        {
            return ParseFullSplat(Traverse(from, root, rootSpan, start), open);
        }

        var newlines = _newlines;
        var height = _height;
        _newlines = false;
        var key = ParseExpression();
        if (!_recovering && Peek() != TokenKind.CloseBracket)
        {
            Fault(SyntaxDiagnostics.UnclosedIndex(_source, Token));
        }

        var brackets = open.Cover(_recovering ? Recover(TokenKind.CloseBracket) : Advance());
        _newlines = newlines;
        if (ConstantKey(key) is { } constant)
        {
            _height = height;
            _steps.Add(new IndexStep(brackets, constant));
            return from;
        }

        var collection = Traverse(from, root, rootSpan, start);
        _height = Math.Max(height, _height) + 1;
        return new IndexExpression(_source, collection.Span.Cover(brackets), collection, key, brackets);
    }

    private static Value? ConstantKey(HclExpression key) => key switch
    {
        LiteralExpression literal => literal.Value,
        TemplateExpression { LiteralText: { } text } => Value.Of(text),
        _ => null,
    };

    /// <summary><c>[*]</c>, which takes all that follows to each element.</summary>
    private HclExpression ParseFullSplat(HclExpression from, TextSpan open)
    {
        var marker = open.Cover(Advance());
        if (_lexer.Kind == TokenKind.CloseBracket)
        {
            marker = marker.Cover(Advance());
        }
        else
        {
            Fault(SyntaxDiagnostics.UnclosedSplat(_source, Token));
            Recover(TokenKind.CloseBracket);
        }

        var item = new SplatItemExpression(_source, marker);
        if (_nesting >= MaxNesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return TooDeep();
        }

        var height = _height;
        _nesting++;
        var each = ParseTraversals(item);
        _nesting--;
        _height = Math.Max(height, _height) + 1;
        return new SplatExpression(_source, from.Span.Cover(each.Span), from, item, each, marker);
    }

    /// <summary>A text that is one absolute traversal: a name, attributes, constant indexes. Null with a fault if it is not.</summary>
    public Traversal? ParseWholeTraversal()
    {
        _newlines = false;
        if (Peek() != TokenKind.Identifier)
        {
            Fault(SyntaxDiagnostics.VariableNameRequired(_source, Token));
            return null;
        }

        var rootSpan = Token;
        var root = TakeName();
        var faults = _faults.Count;
        while (Peek() != TokenKind.EndOfFile && !_recovering)
        {
            switch (_lexer.Kind)
            {
                case TokenKind.Dot:
                    ParseReferenceAttribute(Advance());
                    break;
                case TokenKind.OpenBracket:
                    ParseReferenceIndex(Advance());
                    break;
                default:
                    Fault(SyntaxDiagnostics.NotATraversal(_source, Token));
                    break;
            }
        }

        var expression = (ScopeTraversalExpression)Traverse(null, root, rootSpan, 0);
        return faults == _faults.Count && _lexical.Found.Count == 0 ? expression.Traversal : null;
    }

    private void ParseReferenceAttribute(TextSpan point)
    {
        if (Peek() != TokenKind.Identifier)
        {
            Fault(SyntaxDiagnostics.AttributeNameRequired(_source, Token));
            return;
        }

        var nameSpan = Token;
        _steps.Add(new AttributeStep(point.Cover(nameSpan), TakeName(), nameSpan));
    }

    private void ParseReferenceIndex(TextSpan open)
    {
        Value key;
        switch (Peek())
        {
            case TokenKind.Number when ParseNumber() is LiteralExpression number:
                key = number.Value;
                break;
            case TokenKind.OpenQuote:
                key = Value.Of(ParseQuotedName(out _));
                break;
            default:
                Fault(SyntaxDiagnostics.IndexValueRequired(_source, Token));
                return;
        }

        if (Peek() != TokenKind.CloseBracket)
        {
            Fault(SyntaxDiagnostics.UnclosedIndexBrackets(_source, Token));
            return;
        }

        _steps.Add(new IndexStep(open.Cover(Advance()), key));
    }
}
