using System.Collections.Immutable;
using Turnpike.Rego.Syntax;
using Turnpike.Text;

namespace Turnpike.Rego.Parsing;

/// <summary>
/// Recursive descent with one token in hand. A production that fails has reported why and gives null; bodies and
/// modules then skip to where the next statement or rule starts, so that one run finds all faults.
/// </summary>
internal sealed partial class Parser
{
    private const int MaxFaults = DiagnosticBag.Capacity;

    private readonly SourceText _source;
    private readonly RegoParserOptions _options;
    private readonly List<Diagnostic> _faults = [];
    private readonly Lexer _lexer;
    private Token _token;
    private int _end;
    private int _depth;

    // Open brackets, braces and parentheses around the token in hand.
    private int _nesting;

    // The first item of a list was `a + b | c`, which its author may have meant for a comprehension.
    private bool _brokenHead;

    // A limit was hit: nothing more is read or reported.
    private bool _stopped;

    public Parser(SourceText source, RegoParserOptions options)
    {
        _source = source;
        _options = options;
        _lexer = new Lexer(source, _faults)
        {
            Enabled = options.Version == RegoVersion.V1 ? FutureKeywords.All : FutureKeywords.None,
        };
        _token = _lexer.Next();
    }

    public List<Diagnostic> Faults => _faults;

    // A chain may be longer than brackets may nest: it is read in a loop and walked with small frames.
    private int MaxHeight => _options.MaxDepth * 3;

    private readonly record struct State(Token Token, int End, int Position, int Nesting, int Faults);

    private State Save() => new(_token, _end, _lexer.Position, _nesting, _faults.Count);

    private void Restore(State state)
    {
        if (_stopped)
        {
            return;
        }

        (_token, _end, _lexer.Position, _nesting) = (state.Token, state.End, state.Position, state.Nesting);
        _faults.RemoveRange(state.Faults, _faults.Count - state.Faults);
    }

    private bool At(TokenKind kind) => _token.Kind == kind;

    private void Next()
    {
        _nesting += Nesting(_token.Kind);
        _end = _token.End;
        _stopped |= _faults.Count >= MaxFaults;
        _token = _stopped ? new Token(TokenKind.EndOfText, _source.Length, _source.Length, true, true) : _lexer.Next();
    }

    private static int Nesting(TokenKind kind) => kind switch
    {
        TokenKind.LeftBrace or TokenKind.LeftBracket or TokenKind.LeftParenthesis => 1,
        TokenKind.RightBrace or TokenKind.RightBracket or TokenKind.RightParenthesis => -1,
        _ => 0,
    };

    private bool Accept(TokenKind kind)
    {
        if (!At(kind))
        {
            return false;
        }

        Next();
        return true;
    }

    private bool Expect(TokenKind kind, string expected)
    {
        if (Accept(kind))
        {
            return true;
        }

        Unexpected(expected);
        return false;
    }

    private TextSpan SpanFrom(int start) => TextSpan.FromBounds(start, Math.Max(start, _end));

    private string TextOf(Token token) => _source.GetString(token.Span);

    private bool Enter()
    {
        if (_depth < _options.MaxDepth && !_stopped)
        {
            _depth++;
            return true;
        }

        Stop(_token.Span);
        return false;
    }

    private void Leave() => _depth--;

    private void Stop(TextSpan span)
    {
        if (!_stopped)
        {
            Report(SyntaxDiagnostics.TooDeep(_source, span, _options.MaxDepth));
            _stopped = true;
            _token = new Token(TokenKind.EndOfText, _source.Length, _source.Length, true, true);
        }
    }

    private void Report(Diagnostic fault)
    {
        if (!_stopped)
        {
            _faults.Add(fault);
        }
    }

    private void Unexpected(string expected, string? help = null)
    {
        if (!At(TokenKind.Illegal))
        {
            Report(SyntaxDiagnostics.Unexpected(_source, _token.Span, Found(), expected, help ?? OperatorHelp()));
        }
    }

    private string Found() => _token.Kind switch
    {
        TokenKind.EndOfText => "end of text",
        TokenKind.Identifier => $"name `{TextOf(_token)}`",
        TokenKind.Number => "number",
        TokenKind.String or TokenKind.RawString or TokenKind.Template or TokenKind.RawTemplate => "string",
        TokenKind.Illegal => "illegal text",
        _ when _token.IsKeyword => $"keyword `{TextOf(_token)}`",
        _ => $"`{TextOf(_token)}`",
    };

    private const string ComprehensionHead = "What stands before the bar of a comprehension is one term: put an operator in parentheses, as in `[(a + b) | …]`.";

    private bool IsBehindBar() => _source.Utf8.Span[.._token.Start].TrimEnd(" \t\r\n"u8) is [.., (byte)'|'];

    private string? OperatorHelp()
    {
        var before = _token.Start > 0 ? _source.Utf8.Span[_token.Start - 1] : 0;
        return _token.Kind switch
        {
            TokenKind.And when before == '&' => "There is no `&&`: conditions that must all hold stand on lines of their own, or are divided by `;`.",
            TokenKind.Or when before == '|' => "There is no `||`: alternatives are rules of the same name, or `x in {a, b}`.",
            TokenKind.Some or TokenKind.Every or TokenKind.Not when IsBehindBar() => ComprehensionHead,
            TokenKind.Assign or TokenKind.Unify when _brokenHead => ComprehensionHead,
            TokenKind.Unify => "`=` and `:=` make a statement; inside a term, compare with `==`.",
            TokenKind.Assign => "`:=` makes a statement; inside a term, compare with `==`.",
            _ => null,
        };
    }

    /// <summary>A keyword directly followed by a dot or a bracket is a name: <c>default.x</c>.</summary>
    private bool IsKeywordAsName()
    {
        if (!_token.IsKeyword || _token.End >= _source.Length)
        {
            return false;
        }

        return _source.Utf8.Span[_token.End] is (byte)'.' or (byte)'[';
    }

    /// <summary>At a keyword that goes on with what came before; a line that starts with <c>in.x</c> starts something of its own.</summary>
    private bool AtKeyword(TokenKind kind) => At(kind) && !(_token.NewlineBefore && IsKeywordAsName());

    private void TakeKeywordAsName() => _token = _token with { Kind = TokenKind.Identifier };

    private bool IsTooHigh(Term? tooDeep)
    {
        if (tooDeep is not null)
        {
            Report(SyntaxDiagnostics.TooDeep(_source, tooDeep.Span, MaxHeight));
        }

        return tooDeep is not null;
    }

    private static ImmutableArray<T> Immutable<T>(List<T> items) => [.. items];
}
