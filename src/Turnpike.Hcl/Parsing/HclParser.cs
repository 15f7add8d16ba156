using Turnpike.Hcl.Syntax;
using Turnpike.Text;

namespace Turnpike.Hcl.Parsing;

/// <summary>
/// Reads HCL. Faults of the text are diagnostics; the tree is always whole, with <see cref="InvalidExpression"/> where
/// text made no sense. Bounded in time, depth and number of diagnostics whatever the bytes are.
/// </summary>
public static class HclParser
{
    /// <summary>A file of native syntax, such as <c>main.tf</c>.</summary>
    public static HclFile ParseFile(SourceText source, DiagnosticBag diagnostics) =>
        new(source, new EmptyBody(source), _ => []);

    /// <summary>A file of JSON syntax, such as <c>main.tf.json</c>.</summary>
    public static HclFile ParseJsonFile(SourceText source, DiagnosticBag diagnostics) =>
        new(source, new EmptyBody(source), _ => []);

    /// <summary>A source that is one expression.</summary>
    public static HclExpression ParseExpression(SourceText source, DiagnosticBag diagnostics) =>
        new InvalidExpression(source, new TextSpan(0, source.Length));

    /// <summary>A source that is one template, such as a file that <c>templatefile</c> reads.</summary>
    public static HclExpression ParseTemplate(SourceText source, DiagnosticBag diagnostics) =>
        new InvalidExpression(source, new TextSpan(0, source.Length));

    /// <summary>A source that is one absolute traversal, such as a resource address; null (with diagnostics) if it is not.</summary>
    public static Traversal? ParseTraversal(SourceText source, DiagnosticBag diagnostics) => null;

    private sealed record EmptyBody(SourceText Source) : IHclBody
    {
        public TextSpan MissingItemSpan => default;

        public HclBodyContent GetContent(BodySchema schema, DiagnosticBag diagnostics) => new([], [], default);

        public HclBodyContent GetPartialContent(BodySchema schema, DiagnosticBag diagnostics, out IHclBody rest)
        {
            rest = this;
            return new([], [], default);
        }

        public IReadOnlyList<HclAttribute> GetAttributes(DiagnosticBag diagnostics) => [];
    }
}
