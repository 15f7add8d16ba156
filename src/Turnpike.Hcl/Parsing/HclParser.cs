using Turnpike.Hcl.Parsing.Json;
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
    public static HclFile ParseFile(SourceText source, DiagnosticBag diagnostics)
    {
        var parser = Open(source, LexerMode.Normal);
        var body = parser.ParseRoot();
        diagnostics.AddRange(parser.Faults);
        if (parser.IsUnclosed)
        {
            body = ReadAgain(source, [.. parser.Faults], diagnostics);
        }

        return new HclFile(source, body, CommentReader.Read);
    }

    /// <summary>A file of JSON syntax, such as <c>main.tf.json</c>.</summary>
    public static HclFile ParseJsonFile(SourceText source, DiagnosticBag diagnostics) =>
        new(source, new JsonBody(new JsonSyntaxParser(source, diagnostics).ParseRoot()), _ => []);

    /// <summary>A source that is one expression.</summary>
    public static HclExpression ParseExpression(SourceText source, DiagnosticBag diagnostics)
    {
        var parser = Open(source, LexerMode.Normal);
        var expression = parser.ParseWholeExpression();
        diagnostics.AddRange(parser.Faults);
        return expression;
    }

    /// <summary>A source that is one template, such as a file that <c>templatefile</c> reads.</summary>
    public static HclExpression ParseTemplate(SourceText source, DiagnosticBag diagnostics)
    {
        var parser = Open(source, LexerMode.BareTemplate);
        var expression = parser.ParseWholeTemplate();
        diagnostics.AddRange(parser.Faults);
        return expression;
    }

    /// <summary>A source that is one absolute traversal, such as a resource address; null (with diagnostics) if it is not.</summary>
    public static Traversal? ParseTraversal(SourceText source, DiagnosticBag diagnostics)
    {
        var parser = Open(source, LexerMode.Normal);
        var traversal = parser.ParseWholeTraversal();
        diagnostics.AddRange(parser.Faults);
        return traversal;
    }

    // A block or heredoc that is never closed takes in all that follows. Read again, it ends where indentation says, so
    // that the blocks after it are found; of the faults only those are new that the first reading could not see.
    private static NativeBody ReadAgain(SourceText source, HashSet<Diagnostic> known, DiagnosticBag diagnostics)
    {
        var mender = Open(source, LexerMode.Normal, mends: true);
        var body = mender.ParseRoot();
        var isTold = known.Any(SyntaxDiagnostics.IsUnclosedBlock);
        foreach (var fault in mender.Faults)
        {
            if (!(isTold && SyntaxDiagnostics.IsUnclosedBlock(fault)) && known.Add(fault))
            {
                diagnostics.Add(fault);
            }
        }

        return body;
    }

    private static NativeParser Open(SourceText source, LexerMode mode, bool mends = false)
    {
        var text = source.Utf8.Span;
        var start = text.StartsWith("\uFEFF"u8) ? 3 : 0;
        var parser = new NativeParser(source, text, start, mode, new NameTable(), mends: mends);
        parser.CheckEncoding();
        return parser;
    }
}
