using System.Text;
using Turnpike.Text;

namespace Turnpike.Inventory.Search;

internal enum TokenKind
{
    Word,
    Or,
    Open,
    Close,
}

/// <param name="Text">Without quotes.</param>
/// <param name="Key">Of the length that stands before a colon outside of quotes; zero where there is none.</param>
internal readonly record struct QueryToken(TokenKind Kind, string Text, int Key, bool IsNegated, bool IsQuoted, TextSpan Span);

/// <summary>Cuts a query at white space outside of quotes.</summary>
internal sealed class QueryLexer(SourceText source, DiagnosticBag diagnostics)
{
    private readonly string _text = Encoding.UTF8.GetString(source.Utf8.Span);
    private int _at;

    public List<QueryToken> Read()
    {
        var tokens = new List<QueryToken>();
        while (Next() is { } token)
        {
            tokens.Add(token);
        }

        return tokens;
    }

    private QueryToken? Next()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }

        if (_at == _text.Length)
        {
            return null;
        }

        var start = _at;
        if (_text[_at] is '(' or ')')
        {
            return new QueryToken(_text[_at++] == '(' ? TokenKind.Open : TokenKind.Close, "", 0, false, false, Span(start));
        }

        var isNegated = _text[_at] == '-' && _at + 1 < _text.Length && !char.IsWhiteSpace(_text[_at + 1]);
        _at += isNegated ? 1 : 0;
        if (_text[_at] == '(')
        {
            _at++;
            return new QueryToken(TokenKind.Open, "", 0, isNegated, false, Span(start));
        }

        var (text, key, isQuoted) = Word();
        return new QueryToken(!isQuoted && !isNegated && text is "OR" or "|" ? TokenKind.Or : TokenKind.Word, text, key, isNegated, isQuoted, Span(start));
    }

    private (string Text, int Key, bool IsQuoted) Word()
    {
        var word = new StringBuilder();
        var (key, isQuoted, depth) = (0, false, 0);
        while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]) && !(_text[_at] == ')' && depth == 0))
        {
            // Keys of addresses are quoted too: aws_x.y["a b"] keeps its quotes.
            if (_text[_at] == '"')
            {
                var keeps = word.Length > 0 && word[^1] == '[';
                isQuoted |= word.Length == 0;
                Quoted(word, keeps);
                continue;
            }

            key = key == 0 && _text[_at] == ':' ? word.Length : key;
            depth += _text[_at] == '(' ? 1 : _text[_at] == ')' ? -1 : 0;
            word.Append(_text[_at++]);
        }

        return (word.ToString(), key, isQuoted);
    }

    private void Quoted(StringBuilder word, bool keeps)
    {
        var start = _at++;
        word.Append(keeps ? "\"" : "");
        while (_at < _text.Length && _text[_at] != '"')
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length)
            {
                word.Append(keeps ? "\\" : "");
                _at++;
            }

            word.Append(_text[_at++]);
        }

        if (_at == _text.Length)
        {
            diagnostics.Add(SearchDiagnostics.OpenQuote(source, Span(start)));
            return;
        }

        word.Append(keeps ? "\"" : "");
        _at++;
    }

    // Spans are in bytes.
    private TextSpan Span(int start) =>
        TextSpan.FromBounds(Encoding.UTF8.GetByteCount(_text.AsSpan(0, start)), Encoding.UTF8.GetByteCount(_text.AsSpan(0, _at)));
}
