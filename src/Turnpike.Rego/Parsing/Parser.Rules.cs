using System.Collections.Immutable;
using Turnpike.Rego.Syntax;
using Turnpike.Text;

namespace Turnpike.Rego.Parsing;

internal sealed partial class Parser
{
    private void ParseRule()
    {
        var start = _token.Start;
        var isDefault = At(TokenKind.Default) && !IsKeywordAsName();
        if (isDefault)
        {
            Next();
        }

        if (IsKeywordAsName())
        {
            TakeKeywordAsName();
        }

        if (!At(TokenKind.Identifier))
        {
            ReportRuleName();
            return;
        }

        var nameToken = _token;
        if (ParseHead() is not { } head)
        {
            return;
        }

        if (isDefault)
        {
            FinishDefault(start, head);
        }
        else
        {
            FinishRule(start, nameToken, head);
        }
    }

    private void ReportRuleName()
    {
        if (At(TokenKind.Illegal))
        {
            return;
        }

        if (_token.IsKeyword && !At(TokenKind.Null) && !At(TokenKind.True) && !At(TokenKind.False))
        {
            Report(SyntaxDiagnostics.RuleName(_source, _token.Span, $"{TextOf(_token)} keyword", null));
            return;
        }

        Report(SyntaxDiagnostics.RuleName(_source, _token.Span, Found(), "A rule starts with its name: `name := value if { … }`."));
    }

    private RuleHead? ParseHead()
    {
        var start = _token.Start;
        var name = new VarTerm(_token.Span, TextOf(_token));
        Next();
        if (ParseHeadPath() is not { } path)
        {
            return null;
        }

        var kind = RuleKind.Value;
        List<Term> arguments = [];
        if (At(TokenKind.LeftParenthesis))
        {
            kind = RuleKind.Function;
            Next();
            if (!ParseItems(TokenKind.RightParenthesis, arguments))
            {
                return null;
            }
        }

        var head = new RuleHead(SpanFrom(start), kind, name, path, Immutable(arguments), null, null);
        return ParseHeadValue(start, head);
    }

    // White space may stand before the first part, not before the others.
    private ImmutableArray<Term>? ParseHeadPath()
    {
        List<Term> path = [];
        while (path.Count == 0 || !_token.SpaceBefore)
        {
            if (At(TokenKind.Dot))
            {
                Next();
                if (ParseDottedName() is not { } part)
                {
                    return null;
                }

                path.Add(part);
            }
            else if (At(TokenKind.LeftBracket))
            {
                Next();
                if (ParseExpression(true) is not { } part || !Expect(TokenKind.RightBracket, "`]`"))
                {
                    return null;
                }

                path.Add(part);
            }
            else
            {
                break;
            }
        }

        return Immutable(path);
    }

    private RuleHead? ParseHeadValue(int start, RuleHead head)
    {
        if (AtKeyword(TokenKind.Contains))
        {
            if (head.Kind == RuleKind.Function)
            {
                Report(SyntaxDiagnostics.ContainsOnFunction(_source, _token.Span, head.Name.Name));
                return null;
            }

            Next();
            return ParseExpression(true) is { } key
                ? head with { Kind = RuleKind.Set, Key = key, UsesContains = true, Span = SpanFrom(start) }
                : null;
        }

        if (At(TokenKind.Unify) || At(TokenKind.Assign))
        {
            var isAssign = At(TokenKind.Assign);
            Next();
            return ParseExpression(true) is { } value
                ? head with { Value = value, IsAssign = isAssign, Span = SpanFrom(start) }
                : null;
        }

        return head;
    }

    private void FinishDefault(int start, RuleHead head)
    {
        var sound = true;
        if (head.Value is null || head.Kind == RuleKind.Set)
        {
            Report(SyntaxDiagnostics.DefaultValue(_source, head.Span));
            sound = false;
        }
        else if (DefaultRules.FindNonConstant(head.Value) is { } open)
        {
            Report(SyntaxDiagnostics.DefaultNotConstant(_source, open.Span, DescribeShort(open)));
            sound = false;
        }

        foreach (var (argument, fault) in DefaultRules.FindArgumentFaults(head.Arguments))
        {
            Report(SyntaxDiagnostics.DefaultArgument(_source, argument.Span, fault ?? $"contain {DescribeShort(argument)}"));
            sound = false;
        }

        if (sound)
        {
            _rules.Add(new RegoRule(SpanFrom(start), true, head, null, []));
        }
    }

    private void FinishRule(int start, Token nameToken, RuleHead head)
    {
        var usesIf = AtKeyword(TokenKind.If);
        if (!usesIf && !head.UsesContains && head is { Kind: RuleKind.Value, Path.Length: 1, Value: null })
        {
            // Version 0: p[x] { … } adds x to the set p.
            head = head with { Kind = RuleKind.Set, Key = head.Path[0], Path = [] };
        }

        RegoBody? body = null;
        if (usesIf)
        {
            Next();
            body = ParseIfBody();
            if (body is null)
            {
                return;
            }
        }
        else if (At(TokenKind.LeftBrace))
        {
            body = ParseBraces();
            if (body is null)
            {
                return;
            }
        }
        else if (!IsRuleWithoutBody(nameToken, head))
        {
            return;
        }

        var clauses = body is null ? [] : ParseElse(head);
        if (clauses is null)
        {
            return;
        }

        var rule = new RegoRule(SpanFrom(start), false, head, body, Immutable(clauses)) { UsesIf = usesIf };
        _rules.Add(rule);
        ParseChain(rule);
    }

    private bool IsRuleWithoutBody(Token nameToken, RuleHead head)
    {
        if (AtKeyword(TokenKind.With))
        {
            Report(SyntaxDiagnostics.RuleExpression(_source, _token.Span, "expressions using with keyword"));
            return false;
        }

        var operators = InfixOf(_token.Kind) is not null || AtKeyword(TokenKind.In);
        if (head.Value is null && head.Kind != RuleKind.Set && operators)
        {
            Report(SyntaxDiagnostics.RuleExpression(_source, _token.Span, "expression"));
            return false;
        }

        if (At(TokenKind.Semicolon))
        {
            Report(SyntaxDiagnostics.RuleExpression(_source, _token.Span, "multiple expressions"));
            return false;
        }

        if (head is { Kind: RuleKind.Value, Path.IsEmpty: true, Value: null })
        {
            ReportBareName(nameToken);
            return false;
        }

        return true;
    }

    private void ReportBareName(Token nameToken)
    {
        var name = TextOf(nameToken);
        if (At(TokenKind.Illegal))
        {
            return;
        }

        if (!_token.NewlineBefore && At(TokenKind.Identifier))
        {
            if (TextOf(_token) is var word && Keywords.Parse(word) != FutureKeywords.None)
            {
                Report(SyntaxDiagnostics.FutureKeyword(_source, _token.Span, word));
                return;
            }

            var nearest = Spelling.Nearest(name, s_declarations) ?? Spelling.Nearest(word, ["if", "contains"]);
            Unexpected("`:=`, `if` or `contains` after the rule's name", SyntaxDiagnostics.DidYouMean(nearest));
            return;
        }

        Report(SyntaxDiagnostics.RuleName(_source, nameToken.Span, "var",
            SyntaxDiagnostics.DidYouMean(Spelling.Nearest(name, s_declarations)) ?? $"Write `{name} := value` or `{name} if {{ … }}`."));
    }

    private List<ElseClause>? ParseElse(RuleHead head)
    {
        List<ElseClause> clauses = [];
        while (AtKeyword(TokenKind.Else))
        {
            if (ElseFault(head) is { } fault)
            {
                Report(SyntaxDiagnostics.ElseNotAllowed(_source, _token.Span, fault));
                return null;
            }

            if (ParseElseClause() is not { } clause)
            {
                return null;
            }

            clauses.Add(clause);
            if (clause.Body is null)
            {
                break;
            }
        }

        return clauses;
    }

    private static string? ElseFault(RuleHead head)
    {
        if (head.Kind == RuleKind.Set)
        {
            return "multi-value rules";
        }

        foreach (var part in head.Path)
        {
            if (part is not ScalarTerm)
            {
                return "rules with variables in head";
            }
        }

        return null;
    }

    private ElseClause? ParseElseClause()
    {
        var start = _token.Start;
        Next();
        Term? value = null;
        var isAssign = At(TokenKind.Assign);
        if (isAssign || At(TokenKind.Unify))
        {
            Next();
            value = ParseExpression(true);
            if (value is null)
            {
                return null;
            }
        }
        else if (!AtKeyword(TokenKind.If) && !At(TokenKind.LeftBrace))
        {
            Unexpected("`:= value`, `if` or a body after else");
            return null;
        }

        var usesIf = AtKeyword(TokenKind.If) && Accept(TokenKind.If);
        RegoBody? body = null;
        if (At(TokenKind.LeftBrace))
        {
            body = ParseBraces();
        }
        else if (usesIf && ParseStatement() is { } statement)
        {
            body = new RegoBody(statement.Span, [statement]);
        }

        var isSound = body is not null || (!usesIf && _token.Kind != TokenKind.Illegal && value is not null);
        return isSound ? new ElseClause(SpanFrom(start), value, body) { IsAssign = isAssign, UsesIf = usesIf } : null;
    }

    private void ParseChain(RegoRule rule)
    {
        while (At(TokenKind.LeftBrace) && rule.Body is not null)
        {
            if (!rule.Else.IsEmpty)
            {
                Unexpected("`else`");
                return;
            }

            var start = _token.Start;
            if (ParseBraces() is not { } body)
            {
                return;
            }

            _rules.Add(rule with { Span = SpanFrom(start), Body = body, IsChained = true });
        }
    }

    private void RequireV1()
    {
        foreach (var rule in _rules)
        {
            var what = rule.Head.Kind == RuleKind.Function ? "function" : "rule";
            if (rule.Head.Path.IsEmpty && Keywords.IsKeyword(rule.Head.Name.Name))
            {
                Report(SyntaxDiagnostics.RuleName(_source, rule.Head.Name.Span, $"{rule.Head.Name.Name} keyword", null));
            }

            if (!rule.IsDefault && rule.Body is null && rule.Head is { Value: null, Kind: not RuleKind.Set })
            {
                Report(SyntaxDiagnostics.ValueOrBodyRequired(_source, rule.Head.Span, what));
            }

            if (rule.Body is { } body && !rule.UsesIf)
            {
                Report(SyntaxDiagnostics.IfRequired(_source, new TextSpan(body.Span.Start, 1), what));
            }

            if (rule.Head is { Kind: RuleKind.Set, UsesContains: false })
            {
                Report(SyntaxDiagnostics.ContainsRequired(_source, rule.Head.Span, rule.Head.Name.Name));
            }

            foreach (var clause in rule.Else)
            {
                if (clause is { Body: { } clauseBody, UsesIf: false })
                {
                    Report(SyntaxDiagnostics.IfRequired(_source, new TextSpan(clauseBody.Span.Start, 1), what));
                }
            }
        }
    }
}
