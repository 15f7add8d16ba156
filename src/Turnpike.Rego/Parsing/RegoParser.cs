using Turnpike.Rego.Syntax;
using Turnpike.Text;

namespace Turnpike.Rego.Parsing;

/// <summary>Reads Rego. Every fault of the text becomes a diagnostic; nothing is thrown.</summary>
public static class RegoParser
{
    /// <summary>The module, or null if the text has errors (or holds no package).</summary>
    public static RegoModule? ParseModule(SourceText source, RegoParserOptions options, DiagnosticBag diagnostics)
    {
        if (IsTooLong(source, options, diagnostics))
        {
            return null;
        }

        var parser = new Parser(source, options);
        var module = parser.ParseModule();
        if (module is not null)
        {
            module = AnnotationAttacher.Attach(module, parser.Faults);
        }

        return Finish(module, source, parser.Faults, diagnostics);
    }

    /// <summary>A query such as <c>x := data.p.q; x > 1</c>, or null if the text has errors.</summary>
    public static RegoBody? ParseQuery(SourceText source, RegoParserOptions options, DiagnosticBag diagnostics)
    {
        if (IsTooLong(source, options, diagnostics))
        {
            return null;
        }

        var parser = new Parser(source, options);
        return Finish(parser.ParseQuery(), source, parser.Faults, diagnostics);
    }

    private static bool IsTooLong(SourceText source, RegoParserOptions options, DiagnosticBag diagnostics)
    {
        if (source.Length <= options.MaxLength)
        {
            return false;
        }

        diagnostics.Add(SyntaxDiagnostics.TooLong(source, options.MaxLength));
        return true;
    }

    private static T? Finish<T>(T? tree, SourceText source, List<Diagnostic> faults, DiagnosticBag diagnostics)
        where T : class
    {
        faults.Sort(static (left, right) => left.Span.Start.CompareTo(right.Span.Start));
        diagnostics.AddRange(faults);
        return faults.Count == 0 ? tree : null;
    }
}
