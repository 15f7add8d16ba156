using Turnpike.Text;

namespace Turnpike.Hcl.Terraform;

/// <summary>A range of a file.</summary>
public readonly record struct SourcePlace(SourceText Source, TextSpan Span)
{
    public override string ToString() => $"{Source.Name}:{Source.PositionAt(Span.Start)}";
}
