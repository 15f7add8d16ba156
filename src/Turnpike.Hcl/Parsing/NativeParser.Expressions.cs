using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Types;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Hcl.Parsing;

internal ref partial struct NativeParser
{
    /// <summary>A text that is one expression; line breaks mean nothing in it.</summary>
    public HclExpression ParseWholeExpression()
    {
        _newlines = false;
        var expression = ParseExpression();
        if (!_recovering && Peek() != TokenKind.EndOfFile)
        {
            Report(SyntaxDiagnostics.ExtraAfterExpression(_source, Token));
        }

        return expression;
    }

    private HclExpression ParseExpression()
    {
        if (_nesting >= MaxNesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return TooDeep();
        }

        _nesting++;
        var expression = ParseConditional();
        _nesting--;
        return expression;
    }

    private InvalidExpression TooDeep()
    {
        Fault(SyntaxDiagnostics.TooDeep(_source, Token));
        _height = 1;
        return Invalid(Here);
    }

    private HclExpression ParseConditional()
    {
        var condition = ParseBinary(1);
        if (_recovering || Peek() != TokenKind.Question)
        {
            return condition;
        }

        var height = _height;
        Advance();
        var whenTrue = ParseExpression();
        height = Math.Max(height, _height);
        if (_recovering)
        {
            return condition;
        }

        if (Peek() != TokenKind.Colon)
        {
            Fault(SyntaxDiagnostics.MissingFalseResult(_source, Token));
            return condition;
        }

        Advance();
        var whenFalse = ParseExpression();
        _height = Math.Max(height, _height) + 1;
        return new ConditionalExpression(_source, condition.Span.Cover(whenFalse.Span), condition, whenTrue, whenFalse);
    }

    /// <summary>Operators that bind at least as tightly as <paramref name="least"/>; those of one rank go from left to right.</summary>
    private HclExpression ParseBinary(int least)
    {
        var left = ParseOperand();
        while (!_recovering)
        {
            var (operation, rank) = Operator(Peek());
            if (rank < least)
            {
                break;
            }

            var height = _height;
            var operatorSpan = Advance();
            var right = ParseBinary(rank + 1);
            if (_recovering)
            {
                break;
            }

            _height = Math.Max(height, _height) + 1;
            if (_height > MaxHeight)
            {
                return TooDeep();
            }

            left = new BinaryExpression(_source, left.Span.Cover(right.Span), operation, operatorSpan, left, right);
        }

        return left;
    }

    private static (BinaryOperator Operator, int Rank) Operator(TokenKind kind) => kind switch
    {
        TokenKind.Or => (BinaryOperator.Or, 1),
        TokenKind.And => (BinaryOperator.And, 2),
        TokenKind.EqualTo => (BinaryOperator.Equal, 3),
        TokenKind.NotEqualTo => (BinaryOperator.NotEqual, 3),
        TokenKind.Greater => (BinaryOperator.Greater, 4),
        TokenKind.GreaterOrEqual => (BinaryOperator.GreaterOrEqual, 4),
        TokenKind.Less => (BinaryOperator.Less, 4),
        TokenKind.LessOrEqual => (BinaryOperator.LessOrEqual, 4),
        TokenKind.Plus => (BinaryOperator.Add, 5),
        TokenKind.Minus => (BinaryOperator.Subtract, 5),
        TokenKind.Star => (BinaryOperator.Multiply, 6),
        TokenKind.Slash => (BinaryOperator.Divide, 6),
        TokenKind.Percent => (BinaryOperator.Modulo, 6),
        _ => (default, 0),
    };

    /// <summary>A term and all that is reached from it by points and brackets.</summary>
    private HclExpression ParseOperand()
    {
        _height = 1;
        switch (Peek())
        {
            case TokenKind.Identifier:
                return ParseNamed();
            case TokenKind.Number:
                return ParseTraversals(ParseNumber());
            case TokenKind.OpenQuote:
                return ParseTraversals(ParseQuoted());
            case TokenKind.OpenHeredoc:
                return ParseTraversals(ParseHeredoc());
            case TokenKind.OpenParenthesis:
                return ParseTraversals(ParseParentheses());
            case TokenKind.OpenBracket:
                return ParseTraversals(ParseTuple());
            case TokenKind.OpenBrace:
                return ParseTraversals(ParseObject());
            case TokenKind.Minus:
                return ParseUnary(UnaryOperator.Negate);
            case TokenKind.Not:
                return ParseUnary(UnaryOperator.Not);
            default:
                var span = Token;
                Fault(_lexer.Kind == TokenKind.EndOfFile
                    ? SyntaxDiagnostics.MissingExpression(_source, span)
                    : SyntaxDiagnostics.InvalidExpression(_source, span));
                return Invalid(span);
        }
    }

    private HclExpression ParseUnary(UnaryOperator operation)
    {
        if (_nesting >= MaxNesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return TooDeep();
        }

        _nesting++;
        var operatorSpan = Advance();
        var operand = ParseOperand();
        _nesting--;
        _height++;
        return new UnaryExpression(_source, operatorSpan.Cover(operand.Span), operation, operatorSpan, operand);
    }

    private HclExpression ParseNamed()
    {
        var span = Token;
        var name = TakeName();
        switch (Peek())
        {
            case TokenKind.OpenParenthesis or TokenKind.DoubleColon:
                return ParseTraversals(ParseCall(name, span));
            default:
                return name switch
                {
                    "true" => ParseTraversals(new LiteralExpression(_source, span, Value.True)),
                    "false" => ParseTraversals(new LiteralExpression(_source, span, Value.False)),
                    "null" => ParseTraversals(new LiteralExpression(_source, span, Value.Null)),
                    _ => ParseTraversals(null, name, span),
                };
        }
    }

    private HclExpression ParseNumber()
    {
        var span = Token;
        var isNumber = NumberParser.TryParse(Encoding.ASCII.GetString(TokenText), out var number);
        Advance();
        if (isNumber)
        {
            return new LiteralExpression(_source, span, number);
        }

        Report(SyntaxDiagnostics.InvalidNumber(_source, span));
        return Invalid(span);
    }

    private HclExpression ParseParentheses()
    {
        var newlines = _newlines;
        _newlines = false;
        var open = Advance();
        var inner = ParseExpression();
        HclExpression expression = inner;
        if (_recovering)
        {
            Recover(TokenKind.CloseParenthesis);
        }
        else if (Peek() == TokenKind.CloseParenthesis)
        {
            expression = new ParenthesesExpression(_source, open.Cover(Advance()), inner);
            _height++;
        }
        else
        {
            Fault(SyntaxDiagnostics.UnbalancedParentheses(_source, Token));
            Recover(TokenKind.CloseParenthesis);
        }

        _newlines = newlines;
        return expression;
    }

    private HclExpression ParseCall(string name, TextSpan nameSpan)
    {
        StringBuilder? namespaces = null;
        while (Peek() == TokenKind.DoubleColon)
        {
            Advance();
            namespaces ??= new StringBuilder(name);
            if (Peek() != TokenKind.Identifier)
            {
                return FaultyCallName(nameSpan, SyntaxDiagnostics.MissingFunctionName(_source, Token));
            }

            nameSpan = nameSpan.Cover(Token);
            namespaces.Append("::").Append(TakeName());
        }

        name = namespaces?.ToString() ?? name;

        if (_lexer.Kind != TokenKind.OpenParenthesis)
        {
            return FaultyCallName(nameSpan, SyntaxDiagnostics.MissingOpenParenthesis(_source, Token));
        }

        var newlines = _newlines;
        _newlines = false;
        var open = Advance();
        var start = _operands.Count;
        var height = 0;
        var expandsLast = false;
        var close = open;
        while (true)
        {
            if (Peek() == TokenKind.CloseParenthesis)
            {
                close = Advance();
                break;
            }

            _operands.Add(ParseExpression());
            height = Math.Max(height, _height);
            if (_recovering)
            {
                close = Recover(TokenKind.CloseParenthesis);
                break;
            }

            if (Peek() == TokenKind.Ellipsis)
            {
                expandsLast = true;
                var ellipsis = Advance();
                if (Peek() != TokenKind.CloseParenthesis)
                {
                    Fault(SyntaxDiagnostics.ExpansionNotLast(_source, ellipsis));
                    close = Recover(TokenKind.CloseParenthesis);
                    break;
                }
            }
            else if (_lexer.Kind == TokenKind.Comma)
            {
                Advance();
            }
            else if (_lexer.Kind != TokenKind.CloseParenthesis)
            {
                Fault(_lexer.Kind == TokenKind.EndOfFile
                    ? SyntaxDiagnostics.UnterminatedCall(_source, nameSpan.Cover(open))
                    : SyntaxDiagnostics.MissingArgumentSeparator(_source, Token));
                close = Recover(TokenKind.CloseParenthesis);
                break;
            }
        }

        _newlines = newlines;
        _height = height + 1;
        return new FunctionCallExpression(_source, nameSpan.Cover(close), name, nameSpan, TakeOperands(start), expandsLast, open, close);
    }

    private InvalidExpression FaultyCallName(TextSpan nameSpan, Diagnostic diagnostic)
    {
        Fault(diagnostic);
        return Invalid(nameSpan);
    }

    private readonly ImmutableArray<HclExpression> TakeOperands(int start)
    {
        var count = _operands.Count - start;
        if (count == 0)
        {
            return [];
        }

        var taken = new HclExpression[count];
        _operands.CopyTo(start, taken, 0, count);
        _operands.RemoveRange(start, count);
        return System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(taken);
    }
}
