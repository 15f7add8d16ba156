using Turnpike.Text;

namespace Turnpike.Hcl.Syntax;

/// <summary>
/// What stands in a file or between the braces of a block. JSON does not tell attributes from blocks, so a body is
/// always read with a schema; what the schema does not name is a fault, except in a partial reading.
/// </summary>
public interface IHclBody
{
    SourceText Source { get; }

    /// <summary>Where to point when something required is missing.</summary>
    TextSpan MissingItemSpan { get; }

    /// <summary>What the schema names; reports what is missing, superfluous or of the wrong form.</summary>
    HclBodyContent GetContent(BodySchema schema, DiagnosticBag diagnostics);

    /// <summary>What the schema names, and a body of the rest for another reader.</summary>
    HclBodyContent GetPartialContent(BodySchema schema, DiagnosticBag diagnostics, out IHclBody rest);

    /// <summary>Everything as attributes, in the order of the text; blocks are faults.</summary>
    IReadOnlyList<HclAttribute> GetAttributes(DiagnosticBag diagnostics);
}
