using Turnpike.Text;

namespace Turnpike.Inventory.Search;

/// <summary>
/// A question to the estate as a person types it: words, <c>type:aws_s3_bucket</c>, <c>scope:</c>, <c>id:</c>, <c>name:</c>,
/// <c>tag:env=prod</c>, <c>attr:versioning.enabled=false</c>, <c>status:</c>, <c>made-by:</c>, <c>rel:</c>, <c>dependson:</c>, <c>usedby:</c>, quotes,
/// <c>-</c>, <c>OR</c>, parentheses. docs/guides/searching.md tells it to people.
/// </summary>
public sealed class EstateQuery
{
    private EstateQuery(string text, QueryTerm term)
    {
        Text = text;
        Term = term;
    }

    /// <summary>Everything.</summary>
    public static EstateQuery All { get; } = new("", new AllOf([]));

    public string Text { get; }

    internal QueryTerm Term { get; }

    /// <summary>Null if <paramref name="diagnostics"/> got an error; each says the place and what was expected.</summary>
    public static EstateQuery? Parse(string text, DiagnosticBag diagnostics)
    {
        var parser = new QueryParser(SourceText.From("query", text), diagnostics);
        var term = parser.Read();
        return diagnostics.HasErrors ? null : new EstateQuery(text, term);
    }

    public override string ToString() => Text;
}
