using System.Collections.Immutable;
using Turnpike.Hcl.Syntax;
using Turnpike.Text;

namespace Turnpike.Hcl.Terraform.Configuration;

/// <summary>
/// A body laid over another, as override files do it: an argument replaces the one below, and blocks of a type replace
/// all blocks of that type below, <c>dynamic</c> ones included.
/// </summary>
internal sealed class MergedBody(IHclBody below, IHclBody above) : IHclBody
{
    public IHclBody Below => below;

    public IHclBody Above => above;

    public SourceText Source => below.Source;

    public TextSpan MissingItemSpan => below.MissingItemSpan;

    public HclBodyContent GetContent(BodySchema schema, DiagnosticBag diagnostics)
    {
        var optional = Optional(schema);
        var merged = Merge(below.GetContent(optional, diagnostics), above.GetContent(optional, diagnostics));
        ReportMissing(schema, merged, diagnostics);
        return merged;
    }

    public HclBodyContent GetPartialContent(BodySchema schema, DiagnosticBag diagnostics, out IHclBody rest)
    {
        var optional = Optional(schema);
        var merged = Merge(
            below.GetPartialContent(optional, diagnostics, out var restBelow), above.GetPartialContent(optional, diagnostics, out var restAbove));
        rest = new MergedBody(restBelow, restAbove);
        ReportMissing(schema, merged, diagnostics);
        return merged;
    }

    public IReadOnlyList<HclAttribute> GetAttributes(DiagnosticBag diagnostics) =>
        Merge([.. below.GetAttributes(diagnostics)], [.. above.GetAttributes(diagnostics)]);

    private static BodySchema Optional(BodySchema schema) =>
        new([.. schema.Attributes.Select(a => a with { IsRequired = false })], schema.Blocks);

    private void ReportMissing(BodySchema schema, HclBodyContent content, DiagnosticBag diagnostics)
    {
        foreach (var attribute in schema.Attributes)
        {
            if (attribute.IsRequired && content.Attribute(attribute.Name) is null)
            {
                diagnostics.Add(TerraformDiagnostics.MissingRequiredArgument(Source, MissingItemSpan, attribute.Name));
            }
        }
    }

    private static HclBodyContent Merge(HclBodyContent below, HclBodyContent above)
    {
        var replaced = new HashSet<string>(StringComparer.Ordinal);
        foreach (var block in above.Blocks)
        {
            replaced.Add(TypeOf(block));
        }

        return new HclBodyContent(
            Merge(below.Attributes, above.Attributes),
            [.. below.Blocks.Where(b => !replaced.Contains(TypeOf(b))), .. above.Blocks],
            below.MissingItemSpan);
    }

    private static string TypeOf(HclBlock block) => block is { Type: "dynamic", Labels: [var type] } ? type : block.Type;

    private static ImmutableArray<HclAttribute> Merge(ImmutableArray<HclAttribute> below, ImmutableArray<HclAttribute> above) =>
        above.Length == 0 ? below : [.. below.Where(b => above.All(a => a.Name != b.Name)), .. above];
}
