using Turnpike.Text;

namespace Turnpike.Inventory.Search;

/// <summary>
/// A question to the estate as a person types it: words, <c>type:aws_s3_bucket</c>, <c>scope:</c>, <c>id:</c>, <c>name:</c>,
/// <c>tag:env=prod</c>, <c>attr:versioning.enabled=false</c>, <c>rel:</c>, <c>dependson:</c>, <c>usedby:</c>, quotes, <c>-</c>, <c>OR</c>.
/// </summary>
public sealed class EstateQuery
{
    private EstateQuery(string text) => Text = text;

    /// <summary>Everything.</summary>
    public static EstateQuery All { get; } = new("");

    public string Text { get; }

    /// <summary>Null if <paramref name="diagnostics"/> got an error.</summary>
    public static EstateQuery? Parse(string text, DiagnosticBag diagnostics) => diagnostics.HasErrors ? null : new EstateQuery(text);
}
