using Turnpike.Rego.Syntax;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Parsing;

internal sealed partial class Parser
{
    private const int MaxNumberLength = 10_000;

    // While two readings are possible (a comprehension or a list, a body or an object), the terms read are kept by where
    // they start: going back and reading the other way costs no second parse, however deep this nests.
    private readonly Dictionary<int, (Term Term, State After)> _memo = [];
    private int _speculating;

    /// <summary>
    /// A term with operators, the weakest being <c>in</c>. With <paramref name="keyValue"/>, a comma may stand in
    /// <c>key, value in collection</c>; in lists it divides the items.
    /// </summary>
    private Term? ParseExpression(bool keyValue)
    {
        var start = _token.Start;
        return ParseInfix() is { } left ? ParseMembership(left, start, keyValue) : null;
    }

    /// <summary>Goes on behind a term that was read already.</summary>
    private Term? ContinueExpression(Term left, int start) =>
        ParseInfix(left, start, InfixOperator.Equal.Precedence()) is { } term ? ParseMembership(term, start, false) : null;

    private Term? ParseMembership(Term left, int start, bool keyValue)
    {
        if (keyValue && At(TokenKind.Comma))
        {
            var before = Save();
            Next();
            if (ParseInfix() is not { } value)
            {
                return null;
            }

            if (!AtKeyword(TokenKind.In))
            {
                Restore(before);
                return left;
            }

            Next();
            if (ParseInfix() is not { } collection)
            {
                return null;
            }

            left = new MembershipTerm(SpanFrom(start), left, value, collection);
        }

        while (AtKeyword(TokenKind.In))
        {
            Next();
            if (ParseInfix() is not { } collection)
            {
                return null;
            }

            left = new MembershipTerm(SpanFrom(start), null, left, collection);
        }

        return left;
    }

    private Term? ParseInfix() => ParseInfix(null, _token.Start, InfixOperator.Equal.Precedence());

    private Term? ParseInfix(Term? left, int start, int weakest)
    {
        left ??= ParseTerm();
        while (left is not null && InfixOf(_token.Kind) is { } infix && infix.Precedence() >= weakest)
        {
            Next();
            var right = ParseInfix(null, _token.Start, infix.Precedence() + 1);
            left = right is null ? null : new InfixTerm(SpanFrom(start), infix, left, right);
        }

        return left;
    }

    private static InfixOperator? InfixOf(TokenKind kind) =>
        kind is >= TokenKind.Equal and <= TokenKind.Remainder ? (InfixOperator)(kind - TokenKind.Equal) : null;

    private Term? ParseTerm()
    {
        var start = _token.Start;
        if (_memo.Count > 0 && _memo.TryGetValue(start, out var known))
        {
            (_token, _end, _lexer.Position) = (known.After.Token, known.After.End, known.After.Position);
            return known.Term;
        }

        if (!Enter())
        {
            return null;
        }

        var faults = _faults.Count;
        var head = ParseHeadTerm();
        var term = head is null ? null : ParsePathAndCalls(head, start);
        Leave();
        if (_speculating > 0 && term is not null && _faults.Count == faults)
        {
            _memo[start] = (term, Save());
        }

        return term;
    }

    private Term? ParseHeadTerm()
    {
        var token = _token;
        switch (token.Kind)
        {
            case TokenKind.Identifier or TokenKind.Contains:
                Next();
                return new VarTerm(token.Span, TextOf(token));
            case TokenKind.Null:
                return Scalar(Value.Null);
            case TokenKind.True:
                return Scalar(Value.True);
            case TokenKind.False:
                return Scalar(Value.False);
            case TokenKind.Number or TokenKind.Subtract or TokenKind.Dot:
                return ParseNumber();
            case TokenKind.String:
                var inside = TextSpan.FromBounds(token.Start + 1, token.End - 1);
                return Scalar(Value.Of(StringLiteral.Unescape(_source, inside, false, _faults)));
            case TokenKind.RawString:
                Next();
                inside = TextSpan.FromBounds(token.Start + 1, token.End - 1);
                return new ScalarTerm(token.Span, Value.Of(StringLiteral.Decode(_source, inside, _faults))) { IsRaw = true };
            case TokenKind.Template or TokenKind.RawTemplate:
                return ParseTemplate();
            case TokenKind.LeftBracket:
                return ParseArray();
            case TokenKind.LeftBrace:
                return ParseSetOrObject();
            case TokenKind.LeftParenthesis:
                return ParseParentheses();
            default:
                Unexpected("a term");
                return null;
        }
    }

    private ScalarTerm Scalar(Value value)
    {
        var span = _token.Span;
        Next();
        return new ScalarTerm(span, value);
    }

    private Term? ParseParentheses()
    {
        Next();
        var inside = ParseExpression(true);
        if (inside is null || !Expect(TokenKind.RightParenthesis, "`)`"))
        {
            return null;
        }

        return inside with { ParenthesesEnd = _end };
    }

    private ScalarTerm? ParseNumber()
    {
        var start = _token.Start;
        var isNegative = Accept(TokenKind.Subtract);
        var isFraction = Accept(TokenKind.Dot);
        if (!At(TokenKind.Number))
        {
            Unexpected("a number");
            return null;
        }

        var digits = TextOf(_token);
        Next();
        var span = SpanFrom(start);
        if (isFraction ? digits.Contains('.', StringComparison.Ordinal) : digits is ['0', >= '0' and <= '9', ..])
        {
            Report(SyntaxDiagnostics.MalformedNumber(_source, span));
            return null;
        }

        var text = string.Concat(isNegative ? "-" : "", isFraction ? "0." : "", digits);
        if (!NumberValue.TryParse(text, out var number, MaxNumberLength))
        {
            Report(SyntaxDiagnostics.NumberTooLarge(_source, span));
            return null;
        }

        return new ScalarTerm(span, number);
    }

    private TemplateTerm? ParseTemplate()
    {
        var start = _token.Start;
        var raw = At(TokenKind.RawTemplate);
        _lexer.Position = _token.End;
        List<TemplatePart> parts = [];
        while (true)
        {
            var (text, isEnd, isTerminated) = _lexer.NextTemplatePart(raw);
            if (text.Length > 0)
            {
                var value = raw ? StringLiteral.UnescapeBraces(_source, text, _faults) : StringLiteral.Unescape(_source, text, true, _faults);
                parts.Add(new TemplateText(text, value));
            }

            if (isEnd)
            {
                _end = _lexer.Position;
                _token = _lexer.Next();
                return isTerminated ? new TemplateTerm(SpanFrom(start), Immutable(parts)) { IsRaw = raw } : null;
            }

            if (ParseTemplateExpression() is not { } expression)
            {
                return null;
            }

            parts.Add(expression);
        }
    }

    private TemplateExpression? ParseTemplateExpression()
    {
        _token = _lexer.Next();
        _nesting++;
        var start = _token.Start;
        var statement = ParseStatement();
        if (statement is null)
        {
            return null;
        }

        var fault = statement.IsNegated ? "negation ('not')" : statement.Expr switch
        {
            AssignExpr => "assignment (':=')",
            UnifyExpr => "unification ('=')",
            EveryExpr => "'every'",
            SomeExpr or SomeInExpr => "'some'",
            _ => null,
        };
        if (fault is not null)
        {
            Report(SyntaxDiagnostics.TemplateStatement(_source, statement.Span, fault));
        }

        if (!At(TokenKind.RightBrace))
        {
            Unexpected("`}` to end the template-string expression");
            return null;
        }

        _nesting--;
        _lexer.Position = _token.End;
        var term = statement.Expr is TermExpr expr ? expr.Term : new ScalarTerm(statement.Span, Value.Null);
        return new TemplateExpression(SpanFrom(start), term, statement.Modifiers);
    }

    /// <summary>What hangs on a term without white space: <c>.a</c>, <c>[b]</c> and <c>(c)</c>.</summary>
    private Term? ParsePathAndCalls(Term head, int start)
    {
        if (_token.SpaceBefore || _token.Kind is not (TokenKind.Dot or TokenKind.LeftBracket or TokenKind.LeftParenthesis))
        {
            return head;
        }

        if (head is ScalarTerm or TemplateTerm or RefTerm or VarTerm { Name: "input" or "data", IsParenthesized: true })
        {
            Report(SyntaxDiagnostics.RefHead(_source, head.Span, Describe(head)));
            return null;
        }

        Term? term = head;
        while (term is not null && !_token.SpaceBefore)
        {
            if (At(TokenKind.LeftParenthesis))
            {
                term = ParseCall(term, start);
            }
            else if (At(TokenKind.Dot) || At(TokenKind.LeftBracket))
            {
                term = ParseRef(term, start);
            }
            else
            {
                break;
            }
        }

        return term;
    }

    private RefTerm? ParseRef(Term head, int start)
    {
        List<Term> path = [];
        while (!_token.SpaceBefore && (At(TokenKind.Dot) || At(TokenKind.LeftBracket)))
        {
            var isDot = At(TokenKind.Dot);
            Next();
            var part = isDot ? ParseDottedName() : ParseExpression(true);
            if (part is null || (!isDot && !Expect(TokenKind.RightBracket, "`]`")))
            {
                return null;
            }

            path.Add(part);
        }

        return new RefTerm(SpanFrom(start), head, Immutable(path));
    }

    private ScalarTerm? ParseDottedName()
    {
        if ((!At(TokenKind.Identifier) && !_token.IsKeyword) || _token.SpaceBefore)
        {
            Unexpected("a name right after the dot");
            return null;
        }

        return Scalar(Value.Of(TextOf(_token)));
    }

    private Term? ParseCall(Term function, int start)
    {
        if (function is not (VarTerm or RefTerm { Head: VarTerm }) || function.IsParenthesized)
        {
            Report(SyntaxDiagnostics.NotAFunction(_source, function.Span, Describe(function)));
            return null;
        }

        Next();
        List<Term> arguments = [];
        if (!ParseItems(TokenKind.RightParenthesis, arguments))
        {
            return null;
        }

        return function is VarTerm { Name: "set" } && arguments.Count == 0
            ? new SetTerm(SpanFrom(start), [])
            : new CallTerm(SpanFrom(start), function, Immutable(arguments));
    }

    private static string Describe(Term term) => term switch
    {
        ScalarTerm { Value: var value } => value.Kind.ToString().ToLowerInvariant(),
        VarTerm name => $"name `{name.Name}`",
        _ => DescribeShort(term),
    };

    private static string DescribeShort(Term term) => term switch
    {
        ScalarTerm { Value: var value } => value.Kind.ToString().ToLowerInvariant(),
        VarTerm => "var",
        RefTerm => "ref",
        ArrayTerm => "array",
        ObjectTerm => "object",
        SetTerm => "set",
        ArrayComprehension or SetComprehension or ObjectComprehension => "comprehension",
        TemplateTerm => "template string",
        _ => "call",
    };
}
