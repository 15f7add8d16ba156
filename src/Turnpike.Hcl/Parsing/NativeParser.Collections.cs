using System.Collections.Immutable;
using Turnpike.Hcl.Syntax;
using Turnpike.Text;

namespace Turnpike.Hcl.Parsing;

internal ref partial struct NativeParser
{
    private HclExpression ParseTuple()
    {
        var newlines = _newlines;
        _newlines = false;
        var open = Advance();
        var tuple = PeekKeyword("for"u8) ? ParseFor(open, TokenKind.CloseBracket) : ParseTupleItems(open);
        _newlines = newlines;
        return tuple;
    }

    private TupleExpression ParseTupleItems(TextSpan open)
    {
        var start = _operands.Count;
        var height = 0;
        TextSpan close;
        while (true)
        {
            if (Peek() == TokenKind.CloseBracket)
            {
                close = Advance();
                break;
            }

            _operands.Add(ParseExpression());
            height = Math.Max(height, _height);
            if (!_recovering && Peek() == TokenKind.Comma)
            {
                Advance();
                continue;
            }

            if (!_recovering && _lexer.Kind != TokenKind.CloseBracket)
            {
                Fault(_lexer.Kind == TokenKind.EndOfFile
                    ? SyntaxDiagnostics.UnterminatedTuple(_source, open)
                    : SyntaxDiagnostics.MissingItemSeparator(_source, Token));
            }

            if (_recovering)
            {
                close = Recover(TokenKind.CloseBracket);
                break;
            }
        }

        _height = height + 1;
        return new TupleExpression(_source, open.Cover(close), open, TakeOperands(start));
    }

    private HclExpression ParseObject()
    {
        var newlines = _newlines;
        var open = Advance();

        // Line breaks mean nothing in a for expression, also before its first word.
        _newlines = false;
        HclExpression result;
        if (PeekKeyword("for"u8))
        {
            result = ParseFor(open, TokenKind.CloseBrace);
        }
        else
        {
            _newlines = true;
            result = ParseObjectItems(open);
        }

        _newlines = newlines;
        return result;
    }

    private ObjectExpression ParseObjectItems(TextSpan open)
    {
        var start = _items.Count;
        var height = 0;
        TextSpan close;
        while (true)
        {
            if (Peek() == TokenKind.Newline)
            {
                Advance();
                continue;
            }

            if (_lexer.Kind == TokenKind.CloseBrace)
            {
                close = Advance();
                break;
            }

            var mark = _lexer.Mark();
            var isLikeItem = AtNewItem();
            ParseObjectItem(open, ref height);
            if (!_recovering)
            {
                continue;
            }

            // What does not read as an item and stands where a new argument would is one: the brace was not closed.
            if (isLikeItem)
            {
                _lexer.TryReset(mark);
            }

            close = Recover(TokenKind.CloseBrace);
            break;
        }

        _height = height + 1;
        return new ObjectExpression(_source, open.Cover(close), open, TakeItems(start));
    }

    private void ParseObjectItem(TextSpan open, ref int height)
    {
        var inner = ParseExpression();
        height = Math.Max(height, _height);
        if (_recovering)
        {
            return;
        }

        if (Peek() is not (TokenKind.Assign or TokenKind.Colon))
        {
            Fault(_lexer.Kind switch
            {
                TokenKind.Newline or TokenKind.Comma => SyntaxDiagnostics.MissingAttributeValue(_source, Token),
                TokenKind.EndOfFile => SyntaxDiagnostics.UnterminatedObject(_source, open),
                _ => SyntaxDiagnostics.MissingKeySeparator(_source, Token),
            });
            return;
        }

        Advance();
        var value = ParseExpression();
        height = Math.Max(height, _height);
        _items.Add(new ObjectItem(new ObjectKeyExpression(_source, inner.Span, inner), value));
        if (_recovering || Peek() == TokenKind.CloseBrace)
        {
            return;
        }

        if (_lexer.Kind is TokenKind.Comma or TokenKind.Newline)
        {
            Advance();
            return;
        }

        Fault(_lexer.Kind == TokenKind.EndOfFile
            ? SyntaxDiagnostics.UnterminatedObject(_source, open)
            : SyntaxDiagnostics.MissingAttributeSeparator(_source, Token));
    }

    private readonly ImmutableArray<ObjectItem> TakeItems(int start)
    {
        var count = _items.Count - start;
        if (count == 0)
        {
            return [];
        }

        var taken = new ObjectItem[count];
        _items.CopyTo(start, taken, 0, count);
        _items.RemoveRange(start, count);
        return System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(taken);
    }

    /// <summary>From behind the opening bracket or brace to behind the closing one.</summary>
    private HclExpression ParseFor(TextSpan open, TokenKind end)
    {
        Advance();
        if (!TryParseForNames(out var keyName, out var valueName, isDirective: false))
        {
            return Invalid(open.Cover(Recover(end)));
        }

        var collection = ParseExpression();
        var height = _height;
        if (!_recovering && Peek() != TokenKind.Colon)
        {
            Fault(SyntaxDiagnostics.InvalidFor(_source, Token, "A colon follows the collection."));
        }

        if (_recovering)
        {
            return Invalid(open.Cover(Recover(end)));
        }

        Advance();
        var result = ParseExpression();
        height = Math.Max(height, _height);
        HclExpression? keyResult = null;
        if (!_recovering && Peek() == TokenKind.FatArrow)
        {
            Advance();
            keyResult = result;
            result = ParseExpression();
            height = Math.Max(height, _height);
        }

        TextSpan? ellipsis = !_recovering && Peek() == TokenKind.Ellipsis ? Advance() : null;
        HclExpression? condition = null;
        if (!_recovering && PeekKeyword("if"u8))
        {
            Advance();
            condition = ParseExpression();
            height = Math.Max(height, _height);
        }

        if (!_recovering && Peek() != end)
        {
            Fault(SyntaxDiagnostics.InvalidFor(_source, Token, "The for expression ends before this; close it."));
        }

        if (_recovering)
        {
            return Invalid(open.Cover(Recover(end)));
        }

        var close = Advance();
        _height = height + 1;
        if (!CheckFor(end == TokenKind.CloseBrace, keyResult, result, ellipsis))
        {
            return Invalid(open.Cover(close));
        }

        return new ForExpression(_source, open.Cover(close))
        {
            KeyName = keyName,
            ValueName = valueName,
            Collection = collection,
            KeyResult = keyResult,
            Result = result,
            Condition = condition,
            IsGrouped = ellipsis is not null,
            OpenSpan = open,
            CloseSpan = close,
        };
    }

    private readonly bool CheckFor(bool makesObject, HclExpression? keyResult, HclExpression result, TextSpan? ellipsis)
    {
        if (makesObject)
        {
            if (keyResult is null)
            {
                Report(SyntaxDiagnostics.InvalidFor(_source, result.Span, "An object needs a key for each value: key => value."));
            }

            return keyResult is not null;
        }

        if (keyResult is not null)
        {
            Report(SyntaxDiagnostics.InvalidFor(_source, keyResult.Span, "A list has no keys; for an object write braces."));
        }

        if (ellipsis is { } span)
        {
            Report(SyntaxDiagnostics.InvalidFor(_source, span, "Only an object groups values by key."));
        }

        return keyResult is null && ellipsis is null;
    }

    /// <summary><c>value in</c> or <c>key, value in</c>.</summary>
    private bool TryParseForNames(out string? keyName, out string valueName, bool isDirective)
    {
        keyName = null;
        valueName = "";
        if (Peek() != TokenKind.Identifier)
        {
            return FaultyFor("A variable's name follows for.", isDirective);
        }

        valueName = TakeName();
        if (Peek() == TokenKind.Comma)
        {
            Advance();
            keyName = valueName;
            if (Peek() != TokenKind.Identifier)
            {
                return FaultyFor("A second variable's name follows the comma.", isDirective);
            }

            valueName = TakeName();
        }

        if (!PeekKeyword("in"u8))
        {
            return FaultyFor("The word in follows the names.", isDirective);
        }

        Advance();
        return true;
    }

    private bool FaultyFor(string why, bool isDirective)
    {
        Fault(isDirective ? SyntaxDiagnostics.InvalidForDirective(_source, Token, why) : SyntaxDiagnostics.InvalidFor(_source, Token, why));
        return false;
    }
}
