using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Parsing;
using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Types;

namespace Turnpike.Hcl.Terraform.Decoding;

/// <summary>Bodies whose schema is not known.</summary>
internal sealed partial class BodyDecoder
{
    /// <summary>
    /// Arguments and blocks as written, blocks as lists. What is not written may exist all the same, so nothing is null.
    /// </summary>
    public DecodedBlock DecodeAsWritten(IHclBody body, HclScope scope, SourcePlace place) => DecodeAsWritten(body, scope, place, null);

    private DecodedBlock DecodeAsWritten(IHclBody body, HclScope scope, SourcePlace place, DynamicIterator? iterator)
    {
        var attributes = body.GetAttributes([]);
        var decoded = new DecodedBlock { Value = default, Place = place, Attributes = [.. attributes], Scope = scope, Iterator = iterator };
        var members = new HclObjectBuilder(attributes.Count);
        foreach (var attribute in attributes)
        {
            members.Set(attribute.Name, evaluator.Evaluate(attribute.Expression, scope, diagnostics));
        }

        var blocks = new Dictionary<string, List<PendingBlock>>(StringComparer.Ordinal);
        AddBlocks(body, decoded, blocks);
        foreach (var (type, pending) in blocks)
        {
            if (pending[0].Unknown is { Exists: true } unknown)
            {
                members.Set(type, new HclValue(HclType.Dynamic, unknown.Value.IsGround ? HclValue.Dynamic.Value : Unwrap(unknown.Value)));
                continue;
            }

            decoded.Blocks ??= new Dictionary<string, List<DecodedBlock>>(StringComparer.Ordinal);
            decoded.Blocks[type] = [.. pending.Select(p => DecodeAsWritten(p.Body, p.Scope, p.Place, p.Iterator))];
            members.Set(type, HclValue.Tuple([.. decoded.Blocks[type].Select(static b => b.Value)]));
        }

        decoded.Value = members.ToValue();
        return decoded;
    }

    private void AddBlocks(IHclBody body, DecodedBlock parent, Dictionary<string, List<PendingBlock>> all)
    {
        switch (body)
        {
            case Configuration.MergedBody merged:
                AddBlocks(merged.Below, parent, all);
                AddBlocks(merged.Above, parent, all);
                break;
            case NativeBody native:
                foreach (var block in native.UnreadBlocks)
                {
                    AddBlock(block, parent, all);
                }

                break;
        }
    }

    private void AddBlock(HclBlock block, DecodedBlock parent, Dictionary<string, List<PendingBlock>> all)
    {
        if (block is not { Type: "dynamic", Labels: [var type] })
        {
            Add(all, block.Type, new PendingBlock(block.Body, parent.Scope, new SourcePlace(block.Source, block.DefinitionSpan), parent.Iterator, null, default));
            return;
        }

        var content = block.Body.GetContent(s_dynamic, diagnostics);
        if (content.Attribute("for_each") is { } forEach && content.Blocks is [var only, ..])
        {
            var name = content.Attribute("iterator") is { } iterator ? StaticExpression.Keyword(iterator.Expression) ?? type : type;
            Repeat(new Dynamic(type, name, forEach.Expression, only, null), parent, all);
        }
    }
}
