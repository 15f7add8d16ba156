using Turnpike.Hcl.Syntax;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Hcl.Parsing;

internal ref partial struct NativeParser
{
    /// <summary>A text that is one template.</summary>
    public HclExpression ParseWholeTemplate()
    {
        var start = Here;
        ParseParts(TokenKind.EndOfFile, start, 0);
        return BuildTemplate(0, start.Cover(_previous), Token);
    }

    private HclExpression ParseQuoted()
    {
        var open = Advance();
        var start = _parts.Count;
        if (_lexer.Kind == TokenKind.QuotedText)
        {
            var textSpan = Token;
            var text = TakeQuotedText();

            // Most strings are one run of text.
            if (_lexer.Kind == TokenKind.CloseQuote)
            {
                var part = new LiteralExpression(_source, textSpan, Value.Of(LiteralText.Normalize(text)));
                _height = 2;
                return new TemplateExpression(_source, open.Cover(Advance()), [part]);
            }

            _parts.Add(new TemplatePart(TemplatePartKind.Text, textSpan, text));
        }

        ParseParts(TokenKind.CloseQuote, open, start);
        return BuildTemplate(start, open.Cover(_previous), _previous);
    }

    private HclExpression ParseHeredoc()
    {
        var isFlush = TokenText is [_, _, (byte)'-', ..];
        var open = Advance();
        var start = _parts.Count;
        ParseParts(TokenKind.CloseHeredoc, open, start);
        if (isFlush)
        {
            HeredocIndent.Remove(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_parts)[start..]);
        }

        return BuildTemplate(start, open.Cover(_previous), _previous);
    }

    /// <summary>The parts up to the closing token, which is read too; the template's parts start at <paramref name="first"/>.</summary>
    private void ParseParts(TokenKind end, TextSpan open, int first)
    {
        var trimsNext = false;
        _stringDepth++;
        while (true)
        {
            var kind = _lexer.Kind;
            var trims = trimsNext;
            trimsNext = false;
            if (kind == end)
            {
                Advance();
                break;
            }

            if (kind is TokenKind.QuotedText or TokenKind.BareText)
            {
                TakeText(kind, trims);
            }
            else if (kind is TokenKind.Interpolation or TokenKind.Directive)
            {
                TrimBefore(first);
                var isInterpolation = kind == TokenKind.Interpolation;
                var newlines = _newlines;
                _newlines = false;
                trimsNext = isInterpolation ? TakeInterpolation(end, open) : TakeDirective();
                _newlines = newlines;
            }
            else if (kind == TokenKind.QuotedNewline)
            {
                // Reported by the lexer; the string goes on.
                Advance();
            }
            else
            {
                CutParts(kind, end);
                break;
            }
        }

        _stringDepth--;
    }

    private void CutParts(TokenKind kind, TokenKind end)
    {
        if (kind == TokenKind.StringCut)
        {
            _recovering = true;
            Advance();
            return;
        }

        Fault(SyntaxDiagnostics.UnterminatedTemplate(_source, Token));
        Recover(end);
    }

    private void TakeText(TokenKind kind, bool trims)
    {
        var span = Token;
        string text;
        if (kind == TokenKind.QuotedText)
        {
            text = TakeQuotedText();
        }
        else
        {
            text = LiteralText.Bare(TokenText);
            Advance();
        }

        _parts.Add(new TemplatePart(TemplatePartKind.Text, span, trims ? text.TrimStart() : text));
    }

    /// <summary>A sequence opened with a tilde takes the space from the end of the run of text right before it.</summary>
    private readonly void TrimBefore(int first)
    {
        if (_lexer.End - _lexer.Start != 3 || _parts.Count <= first || _parts[^1] is not { Kind: TemplatePartKind.Text } before)
        {
            return;
        }

        _parts[^1] = before with { Text = before.Text.TrimEnd() };
    }

    /// <summary>Whether the sequence takes the space from the text after it.</summary>
    private bool TakeInterpolation(TokenKind end, TextSpan open)
    {
        var start = Advance();
        var expression = ParseExpression();
        var height = _height;
        if (Peek() != TokenKind.SequenceEnd && !_recovering)
        {
            Fault(_lexer.Kind == TokenKind.EndOfFile || (end == TokenKind.CloseQuote && _lexer.Kind is TokenKind.CloseQuote or TokenKind.OpenQuote)
                ? SyntaxDiagnostics.UnclosedInterpolation(_source, open)
                : SyntaxDiagnostics.ExtraInInterpolation(_source, Token));
        }

        var trims = EndSequence(out var close);
        _parts.Add(new TemplatePart(TemplatePartKind.Value, start.Cover(close), Expression: expression, Height: height));
        return trims;
    }

    private bool EndSequence(out TextSpan close)
    {
        if (!_recovering && _lexer.Kind == TokenKind.SequenceEnd)
        {
            var trims = _lexer.End - _lexer.Start == 2;
            close = Advance();
            return trims;
        }

        close = Recover(TokenKind.SequenceEnd);
        return false;
    }

    private bool TakeDirective()
    {
        var start = Advance();
        if (Peek() != TokenKind.Identifier)
        {
            Fault(SyntaxDiagnostics.InvalidDirective(_source, Token));
            return EndSequence(out _);
        }

        var keywordSpan = Token;
        var keyword = TakeName();
        _height = 1;
        TemplatePart? part = keyword switch
        {
            "if" => new TemplatePart(TemplatePartKind.If, start, Expression: ParseExpression(), Height: _height),
            "else" => new TemplatePart(TemplatePartKind.Else, start),
            "endif" => new TemplatePart(TemplatePartKind.EndIf, start),
            "endfor" => new TemplatePart(TemplatePartKind.EndFor, start),
            "for" => TryParseForNames(out var keyName, out var valueName, isDirective: true)
                ? new TemplatePart(TemplatePartKind.For, start, "", ParseExpression(), keyName, valueName, _height)
                : null,
            _ => null,
        };
        if (part is null)
        {
            Fault(SyntaxDiagnostics.InvalidDirectiveKeyword(_source, keywordSpan, keyword));
        }
        else if (!_recovering && Peek() != TokenKind.SequenceEnd)
        {
            Fault(SyntaxDiagnostics.ExtraInDirective(_source, Token, keyword));
        }

        var trims = EndSequence(out var close);
        if (part is { } directive)
        {
            _parts.Add(directive with { Span = start.Cover(close) });
        }

        return trims;
    }

    /// <summary>Makes the parts from <paramref name="start"/> on a tree, and takes them away.</summary>
    private HclExpression BuildTemplate(int start, TextSpan span, TextSpan end)
    {
        var builder = new TemplateBuilder(_source, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_parts)[start..], end, _faults);
        var isWrap = builder.IsSingleValue;
        var expression = isWrap && !_recovering
            ? new TemplateWrapExpression(_source, span, _parts[start].Expression!)
            : BuildMixed(ref builder, span);
        _height = Math.Max(builder.Height, isWrap ? _parts[start].Height : 0) + 1;
        _parts.RemoveRange(start, _parts.Count - start);
        return expression;
    }

    private HclExpression BuildMixed(ref TemplateBuilder builder, TextSpan span)
    {
        // Parts that a fault left behind are not matched: what was lost may be their ends.
        if (_recovering)
        {
            return Invalid(span);
        }

        var parts = builder.BuildAll();
        if (builder.IsTooDeep)
        {
            Fault(SyntaxDiagnostics.TooDeep(_source, span));
            return Invalid(span);
        }

        return new TemplateExpression(_source, span, parts);
    }
}
