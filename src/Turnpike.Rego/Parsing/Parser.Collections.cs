using Turnpike.Rego.Syntax;

namespace Turnpike.Rego.Parsing;

internal sealed partial class Parser
{
    /// <summary>Items up to and with the close, of which the list may already hold some. A comma may stand behind the last.</summary>
    private bool ParseItems(TokenKind close, List<Term> items)
    {
        while (!Accept(close))
        {
            if (ParseExpression(false) is not { } item)
            {
                return false;
            }

            items.Add(item);
            if (!At(close) && !Expect(TokenKind.Comma, $"`,` or `{Symbol(close)}`"))
            {
                return false;
            }
        }

        return true;
    }

    private Term? ParseArray()
    {
        var open = _token;
        Next();
        if (Accept(TokenKind.RightBracket))
        {
            return new ArrayTerm(SpanFrom(open.Start), []);
        }

        // [, x] is legal, for the sake of old texts.
        var mayComprehend = !Accept(TokenKind.Comma);
        var start = _token.Start;
        if (ParseTerm() is not { } head)
        {
            return null;
        }

        // `[a | b]` could be a comprehension or hold a union: it is the comprehension if a body follows the bar.
        if (mayComprehend && At(TokenKind.Or) && ParseComprehensionBody(TokenKind.RightBracket, out var body))
        {
            return body is null ? null : new ArrayComprehension(SpanFrom(open.Start), head, body);
        }

        if (ContinueExpression(head, start) is not { } first)
        {
            return null;
        }

        List<Term> items = [first];
        _brokenHead = IsUnionOfOperator(first);
        if (!At(TokenKind.RightBracket) && !Expect(TokenKind.Comma, "`,` or `]`"))
        {
            return null;
        }

        return ParseItems(TokenKind.RightBracket, items) ? new ArrayTerm(SpanFrom(open.Start), Immutable(items)) : null;
    }

    /// <summary>
    /// At the bar. False, and back at the bar, if a comma behind the first statement shows that this is a list.
    /// True with a null body after a fault.
    /// </summary>
    private bool ParseComprehensionBody(TokenKind close, out RegoBody? body)
    {
        var bar = _token;
        var before = Save();
        Next();
        var nesting = _nesting;
        body = null;
        _speculating++;
        var first = At(close) ? null : ParseStatement();
        _speculating--;
        if (first is not null && At(TokenKind.Comma))
        {
            Restore(before);
            return false;
        }

        // After a fault in the first statement the body goes on behind it.
        if (first is not null || At(close) || SkipStatement(bar.Start, nesting, close))
        {
            body = ParseBody(bar, close, first);
        }

        return true;
    }

    private static bool IsUnionOfOperator(Term term) =>
        term is InfixTerm { IsParenthesized: false, Operator: InfixOperator.Or, Left: InfixTerm { IsParenthesized: false } };

    private Term? ParseSetOrObject()
    {
        var open = _token;
        Next();
        if (Accept(TokenKind.RightBrace))
        {
            return new ObjectTerm(SpanFrom(open.Start), []);
        }

        var mayComprehend = !Accept(TokenKind.Comma);
        var start = _token.Start;
        if (ParseTerm() is not { } head)
        {
            return null;
        }

        if (mayComprehend && At(TokenKind.Or) && ParseComprehensionBody(TokenKind.RightBrace, out var body))
        {
            return body is null ? null : new SetComprehension(SpanFrom(open.Start), head, body);
        }

        if (ContinueExpression(head, start) is not { } first)
        {
            return null;
        }

        if (Accept(TokenKind.Colon))
        {
            return ParseObject(open, first, mayComprehend);
        }

        List<Term> items = [first];
        _brokenHead = IsUnionOfOperator(first);
        if (!At(TokenKind.RightBrace) && !Expect(TokenKind.Comma, "`,`, `:` or `}`"))
        {
            return null;
        }

        return ParseItems(TokenKind.RightBrace, items) ? new SetTerm(SpanFrom(open.Start), Immutable(items)) : null;
    }

    /// <summary>Behind the colon of the first member.</summary>
    private Term? ParseObject(Token open, Term key, bool mayComprehend)
    {
        var start = _token.Start;
        if (ParseTerm() is not { } value)
        {
            return null;
        }

        if (mayComprehend && At(TokenKind.Or) && ParseComprehensionBody(TokenKind.RightBrace, out var body))
        {
            return body is null ? null : new ObjectComprehension(SpanFrom(open.Start), key, value, body);
        }

        if (ContinueExpression(value, start) is not { } first)
        {
            return null;
        }

        List<ObjectMember> members = [new(key, first)];
        _brokenHead = IsUnionOfOperator(first);
        while (!Accept(TokenKind.RightBrace))
        {
            if (!Expect(TokenKind.Comma, "`,` or `}`"))
            {
                return null;
            }

            if (Accept(TokenKind.RightBrace))
            {
                break;
            }

            if (ParseExpression(false) is not { } nextKey
                || !Expect(TokenKind.Colon, "`:`")
                || ParseExpression(false) is not { } nextValue)
            {
                return null;
            }

            members.Add(new ObjectMember(nextKey, nextValue));
        }

        return new ObjectTerm(SpanFrom(open.Start), Immutable(members));
    }
}
