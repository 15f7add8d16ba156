using System.Collections.Immutable;
using Turnpike.Rego.Syntax;
using Turnpike.Text;

namespace Turnpike.Rego.Parsing;

internal sealed partial class Parser
{
    public RegoBody? ParseQuery()
    {
        List<Statement> statements = [];
        if (At(TokenKind.EndOfText))
        {
            Report(SyntaxDiagnostics.EmptyBody(_source, _token.Span));
        }

        while (!At(TokenKind.EndOfText))
        {
            var (start, faults) = (_token.Start, _faults.Count);
            if (!ParseQueryMember(statements) || _faults.Count > faults)
            {
                SkipStatement(start, 0, TokenKind.EndOfText);
            }
        }

        var body = new RegoBody(SpanFrom(0), Immutable(statements));
        return _faults.Count > 0 || IsTooHigh(new TreeHeight(MaxHeight).FindTooDeep(body)) ? null : body;
    }

    private bool ParseQueryMember(List<Statement> statements)
    {
        if (ParseStatement() is not { } statement)
        {
            return false;
        }

        statements.Add(statement);
        if (Accept(TokenKind.Semicolon))
        {
            if (At(TokenKind.EndOfText))
            {
                Unexpected("an expression", "The last expression has no `;` behind it.");
            }
        }
        else if (!At(TokenKind.EndOfText) && !_token.NewlineBefore)
        {
            ReportStatementEnd(statement, TokenKind.EndOfText);
            return false;
        }

        return true;
    }

    /// <summary>
    /// After <c>if</c>. A brace opens a body, unless what it opens reads as one term other than a set: an object, or a
    /// comprehension.
    /// </summary>
    private RegoBody? ParseIfBody()
    {
        if (!At(TokenKind.LeftBrace))
        {
            return ParseStatement() is { } single ? new RegoBody(single.Span, [single]) : null;
        }

        var before = Save();
        _speculating++;
        var statement = ParseStatement();
        _speculating--;
        if (statement is null or { Expr: TermExpr { Term: SetTerm } } || _faults.Count > before.Faults)
        {
            Restore(before);
            return ParseBraces();
        }

        return new RegoBody(statement.Span, [statement]);
    }

    private RegoBody? ParseBraces()
    {
        var open = _token;
        Next();
        return ParseBody(open, TokenKind.RightBrace, null);
    }

    /// <summary>
    /// From behind the opening bracket to behind the closing one. A body of which some statements failed is given all the
    /// same, so that what follows is read too. Null where the close was not found.
    /// </summary>
    private RegoBody? ParseBody(Token open, TokenKind close, Statement? first)
    {
        if (!Enter())
        {
            return null;
        }

        var nesting = _nesting;
        List<Statement> statements = [];
        var wasEmpty = first is null && At(close);
        if (wasEmpty)
        {
            Report(SyntaxDiagnostics.EmptyBody(_source, TextSpan.FromBounds(open.Start, _token.End)));
        }

        while (first is not null || !At(close))
        {
            var (start, faults) = (_token.Start, _faults.Count);
            var isSound = ParseBodyMember(first, close, statements) && _faults.Count == faults;
            first = null;
            if (!isSound && !SkipStatement(start, nesting, close))
            {
                ReportNotClosed(open, close);
                Leave();
                return null;
            }
        }

        Next();
        Leave();
        return new RegoBody(SpanFrom(open.Start), Immutable(statements));
    }

    private bool ParseBodyMember(Statement? first, TokenKind close, List<Statement> statements)
    {
        if ((first ?? ParseStatement()) is not { } statement)
        {
            return false;
        }

        statements.Add(statement);
        if (Accept(TokenKind.Semicolon))
        {
            if (At(close))
            {
                Unexpected("an expression", "The last expression has no `;` behind it.");
            }
        }
        else if (!At(close) && !_token.NewlineBefore)
        {
            ReportStatementEnd(statement, close);
            return false;
        }
        else if (At(TokenKind.EndOfText))
        {
            Unexpected($"`{Symbol(close)}`");
            return false;
        }

        return true;
    }

    // The end of the text is not where the mistake is; of nested brackets the innermost is named.
    private void ReportNotClosed(Token open, TokenKind close)
    {
        var fault = SyntaxDiagnostics.NotClosed(_source, open.Span, Symbol(OpenOf(close)), Symbol(close));
        if (_stopped || _faults[^1].Code == fault.Code)
        {
            return;
        }

        if (_faults[^1].Span.Start == _source.Length)
        {
            _faults.RemoveAt(_faults.Count - 1);
        }

        _faults.Add(fault);
    }

    private static TokenKind OpenOf(TokenKind close) =>
        close == TokenKind.RightBrace ? TokenKind.LeftBrace : TokenKind.LeftBracket;

    private static string Symbol(TokenKind kind) => kind switch
    {
        TokenKind.RightBrace => "}",
        TokenKind.LeftBrace => "{",
        TokenKind.RightBracket => "]",
        TokenKind.LeftBracket => "[",
        TokenKind.RightParenthesis => ")",
        _ => "end of text",
    };

    private void ReportStatementEnd(Statement statement, TokenKind close)
    {
        if (At(TokenKind.Illegal))
        {
            return;
        }

        var help = OperatorHelp();
        if (At(TokenKind.Identifier))
        {
            var word = TextOf(_token);
            if (Keywords.Parse(word) != FutureKeywords.None)
            {
                Report(SyntaxDiagnostics.FutureKeyword(_source, _token.Span, word));
                return;
            }

            var nearest = statement.Expr is TermExpr { Term: VarTerm name } ? Spelling.Nearest(name.Name, ["some", "every", "not"]) : null;
            help ??= SyntaxDiagnostics.DidYouMean(nearest ?? Spelling.Nearest(word, ["in", "with", "as"]));
        }

        Report(SyntaxDiagnostics.StatementEnd(_source, _token.Span, Found(), Symbol(close), help));
    }

    /// <summary>
    /// Skips what is left of a broken statement: to a new line at the nesting of the body, or to its close.
    /// False at the end of the text and where a declaration starts, for then the close is missing.
    /// </summary>
    private bool SkipStatement(int start, int nesting, TokenKind close)
    {
        var moved = _token.Start != start;
        while (!At(TokenKind.EndOfText))
        {
            if (At(close) && (_nesting <= nesting || (nesting == 1 && IsAtColumnOne())))
            {
                // A brace in the first column closes a rule, whatever is open within.
                _nesting = nesting;
                return true;
            }

            if (moved && _token.NewlineBefore)
            {
                if (_nesting > 0 && IsDeclarationStart())
                {
                    return false;
                }

                if (_nesting <= nesting)
                {
                    return true;
                }
            }

            if (At(TokenKind.Semicolon) && _nesting <= nesting)
            {
                Next();
                return true;
            }

            Next();
            moved = true;
        }

        return false;
    }

    private Statement? ParseStatement()
    {
        if (IsKeywordAsName())
        {
            TakeKeywordAsName();
        }

        var start = _token.Start;
        var isNegated = Accept(TokenKind.Not);
        if (isNegated && (At(TokenKind.Some) || At(TokenKind.Every)) && !IsKeywordAsName())
        {
            Report(SyntaxDiagnostics.IllegalNegation(_source, SpanFrom(start), TextOf(_token)));
            return null;
        }

        var expr = _token.Kind switch
        {
            TokenKind.Some when !IsKeywordAsName() => ParseSome(),
            TokenKind.Every when !IsKeywordAsName() => ParseEvery(),
            _ => ParseExpr(),
        };
        if (expr is null || ParseModifiers() is not { } modifiers)
        {
            return null;
        }

        return new Statement(SpanFrom(start), isNegated, expr, modifiers);
    }

    private Expr? ParseExpr()
    {
        if (IsKeywordAsName())
        {
            TakeKeywordAsName();
        }

        var start = _token.Start;
        if (ParseExpression(true) is not { } left)
        {
            return null;
        }

        if (!At(TokenKind.Assign) && !At(TokenKind.Unify))
        {
            return new TermExpr(SpanFrom(start), left);
        }

        var isAssign = At(TokenKind.Assign);
        Next();
        return ParseExpression(true) switch
        {
            null => null,
            var right when isAssign => new AssignExpr(SpanFrom(start), left, right),
            var right => new UnifyExpr(SpanFrom(start), left, right),
        };
    }

    private Expr? ParseSome()
    {
        var start = _token.Start;
        Next();
        var first = ParseInfix();
        if (first is null)
        {
            return null;
        }

        if (!At(TokenKind.Comma))
        {
            return AtKeyword(TokenKind.In) ? ParseSomeIn(start, null, first) : Declare(start, [first]);
        }

        List<Term> names = [first];
        while (Accept(TokenKind.Comma))
        {
            if (ParseInfix() is not { } next)
            {
                return null;
            }

            names.Add(next);
        }

        return AtKeyword(TokenKind.In) && names.Count == 2 ? ParseSomeIn(start, names[0], names[1]) : Declare(start, names);
    }

    private SomeInExpr? ParseSomeIn(int start, Term? key, Term value)
    {
        Next();
        var collection = ParseInfix();
        if (collection is null)
        {
            return null;
        }

        while (AtKeyword(TokenKind.In))
        {
            Next();
            // `some x in a in b` declares nothing in b, yet it is legal.
            (value, key) = (new MembershipTerm(SpanFrom(start), key, value, collection), null);
            collection = ParseInfix();
            if (collection is null)
            {
                return null;
            }
        }

        return new SomeInExpr(SpanFrom(start), key, value, collection);
    }

    private SomeExpr? Declare(int start, List<Term> names)
    {
        var variables = ImmutableArray.CreateBuilder<VarTerm>(names.Count);
        foreach (var name in names)
        {
            if (name is not VarTerm { IsParenthesized: false } variable)
            {
                Report(SyntaxDiagnostics.Unexpected(_source, name.Span, Describe(name), "a variable", "Write `some x`, `some x in xs` or `some k, v in xs`."));
                return null;
            }

            variables.Add(variable);
        }

        return new SomeExpr(SpanFrom(start), variables.MoveToImmutable());
    }

    private EveryExpr? ParseEvery()
    {
        var start = _token.Start;
        Next();
        if (ParseInfix() is not { } value)
        {
            return null;
        }

        Term? key = null;
        if (Accept(TokenKind.Comma))
        {
            (key, var second) = (value, ParseInfix());
            if (second is null)
            {
                return null;
            }

            value = second;
        }

        if (!Expect(TokenKind.In, "`in`") || ParseInfix() is not { } domain || !CheckEvery(key, value))
        {
            return null;
        }

        if (!At(TokenKind.LeftBrace))
        {
            Unexpected("the body of `every` in braces");
            return null;
        }

        return ParseBraces() is { } body
            ? new EveryExpr(SpanFrom(start), key as VarTerm, (VarTerm)value, domain, body)
            : null;
    }

    private bool CheckEvery(Term? key, Term value)
    {
        if (key is not null and not VarTerm)
        {
            Report(SyntaxDiagnostics.EveryVariable(_source, key.Span, "key"));
            return false;
        }

        if (value is not VarTerm)
        {
            Report(SyntaxDiagnostics.EveryVariable(_source, value.Span, "value"));
            return false;
        }

        return true;
    }

    private ImmutableArray<WithModifier>? ParseModifiers()
    {
        if (!AtKeyword(TokenKind.With))
        {
            return [];
        }

        List<WithModifier> modifiers = [];
        while (AtKeyword(TokenKind.With))
        {
            var start = _token.Start;
            Next();
            if (!At(TokenKind.Identifier))
            {
                Unexpected("`input`, `data` or a function's name");
                return null;
            }

            if (ParseTerm() is not { } target)
            {
                return null;
            }

            if (target is not (VarTerm or RefTerm { Head: VarTerm }))
            {
                Report(SyntaxDiagnostics.WithTarget(_source, target.Span));
                return null;
            }

            if (!Expect(TokenKind.As, "`as`") || ParseExpression(true) is not { } value)
            {
                return null;
            }

            modifiers.Add(new WithModifier(SpanFrom(start), target, value));
        }

        return Immutable(modifiers);
    }
}
