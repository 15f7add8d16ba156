using Turnpike.Rego.Compilation.Bound;
using Turnpike.Rego.Syntax;
using Turnpike.Values;

namespace Turnpike.Rego.Compilation.Binding;

/// <summary>What a rule's body may read of the metadata written above it.</summary>
/// <param name="Own">The rule's own block, or an empty object.</param>
/// <param name="Chain">From the rule outwards: objects of a path and, where there is a block, its annotations.</param>
internal sealed record RuleMetadata(Value Own, Value Chain);

internal sealed partial class Binder
{
    private BoundConstant? BindMetadataCall(CallTerm call)
    {
        if (Metadata is null || call.Arguments.Length > 0)
        {
            return null;
        }

        return NameOf(call.Function) switch
        {
            "rego.metadata.rule" => new BoundConstant(call.Span, Metadata.Own),
            "rego.metadata.chain" => new BoundConstant(call.Span, Metadata.Chain),
            _ => null,
        };
    }
}
