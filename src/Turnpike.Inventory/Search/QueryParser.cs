using Turnpike.Inventory.Segments;
using Turnpike.Text;

namespace Turnpike.Inventory.Search;

/// <summary>
/// Makes terms of tokens. All that stands side by side must hold, but what is asked of the same thing twice is an
/// alternative: <c>type:a type:b</c> is either, since nothing is both.
/// </summary>
internal sealed class QueryParser(SourceText source, DiagnosticBag diagnostics)
{
    private const int MaxLength = 4_000;
    private const int MaxTokens = 200;
    private const int MaxDepth = 20;

    private List<QueryToken> _tokens = [];
    private int _at;

    public QueryTerm Read()
    {
        if (source.Length > MaxLength)
        {
            diagnostics.Add(SearchDiagnostics.TooLong(source, $"{MaxLength} bytes"));
            return new AllOf([]);
        }

        _tokens = new QueryLexer(source, diagnostics).Read();
        if (_tokens.Count > MaxTokens)
        {
            diagnostics.Add(SearchDiagnostics.TooLong(source, $"{MaxTokens} words"));
            return new AllOf([]);
        }

        return Alternatives(0);
    }

    private QueryTerm Alternatives(int depth)
    {
        var alternatives = new List<QueryTerm>();
        for (var isFirst = true; isFirst || (_at < _tokens.Count && _tokens[_at].Kind == TokenKind.Or); isFirst = false)
        {
            var or = isFirst ? null : (TextSpan?)_tokens[_at++].Span;
            var group = Group(depth);
            var misses = group is AllOf { Terms.Count: 0 } && (or is not null || (_at < _tokens.Count && _tokens[_at].Kind == TokenKind.Or));
            if (misses)
            {
                diagnostics.Add(SearchDiagnostics.Or(source, or ?? _tokens[_at].Span));
            }

            alternatives.Add(group);
        }

        return alternatives.Count == 1 ? alternatives[0] : new AnyOf(alternatives);
    }

    private AllOf Group(int depth)
    {
        var terms = new List<(string? Same, QueryTerm Term)>();
        while (_at < _tokens.Count && _tokens[_at].Kind != TokenKind.Or)
        {
            var token = _tokens[_at];
            if (token.Kind == TokenKind.Close && depth > 0)
            {
                break;
            }

            _at++;
            if (token.Kind == TokenKind.Close || (token.Kind == TokenKind.Open && depth >= MaxDepth))
            {
                diagnostics.Add(SearchDiagnostics.Parentheses(source, token.Span));
                continue;
            }

            var (same, term) = token.Kind == TokenKind.Open ? (null, Nested(token, depth)) : Term(token);
            if (term is not null)
            {
                terms.Add(token.IsNegated ? (null, new Not(term)) : (same, term));
            }
        }

        return new AllOf([.. Merged(terms).OrderBy(static t => t.Cost)]);
    }

    private QueryTerm Nested(QueryToken open, int depth)
    {
        var inner = Alternatives(depth + 1);
        if (_at < _tokens.Count && _tokens[_at].Kind == TokenKind.Close)
        {
            _at++;
        }
        else
        {
            diagnostics.Add(SearchDiagnostics.Parentheses(source, open.Span));
        }

        return inner;
    }

    private static IEnumerable<QueryTerm> Merged(List<(string? Same, QueryTerm Term)> terms)
    {
        foreach (var group in terms.Where(static t => t.Same is not null).GroupBy(static t => t.Same))
        {
            var all = group.Select(static t => t.Term).ToList();
            yield return all.Count == 1 ? all[0] : new AnyOf(all);
        }

        foreach (var (same, term) in terms)
        {
            if (same is null)
            {
                yield return term;
            }
        }
    }

    /// <returns>What it asks of, where a second such term is an alternative; no term where it is at fault.</returns>
    private (string? Same, QueryTerm? Term) Term(QueryToken token)
    {
        if (token.Key == 0 || token.IsQuoted)
        {
            return (null, token.Text.Length == 0 ? null : new WordTerm(Cleaned(token.Text)));
        }

        var name = token.Text[..token.Key].ToLowerInvariant();
        var value = token.Text[(token.Key + 1)..];
        if (QueryKey.Find(name) is { } key)
        {
            if (value.Length == 0)
            {
                diagnostics.Add(SearchDiagnostics.Empty(source, token.Span, name, key.Example));
                return default;
            }

            return key.Make(Cleaned(value), fault => diagnostics.Add(fault(source, token.Span)));
        }

        if (QueryKey.Likely(name) is { } likely)
        {
            diagnostics.Add(SearchDiagnostics.UnknownKey(source, token.Span, name, likely));
            return default;
        }

        return (null, new WordTerm(Cleaned(token.Text)));
    }

    // The codes that part fields are in no text, so nothing is lost.
    private static string Cleaned(string text) => RowFields.CanHold(text) ? text : string.Concat(text.Where(static c => c >= Field.End));
}
