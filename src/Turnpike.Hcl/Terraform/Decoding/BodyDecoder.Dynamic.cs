using System.Collections.Immutable;
using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Types;

namespace Turnpike.Hcl.Terraform.Decoding;

/// <summary>Dynamic blocks.</summary>
internal sealed partial class BodyDecoder
{
    private static readonly BodySchema s_dynamic = new(
        [new AttributeSchema("for_each", IsRequired: true), new AttributeSchema("iterator"), new AttributeSchema("labels")], [new BlockSchema("content")]);

    /// <summary>A block to be decoded; or, of an unknown number of them, what that number depends on.</summary>
    private readonly record struct PendingBlock(
        IHclBody Body, HclScope Scope, SourcePlace Place, DynamicIterator? Iterator, string? Label, HclValue Unknown);

    /// <summary>Blocks by type, dynamic ones repeated, in the order of the text.</summary>
    private Dictionary<string, List<PendingBlock>> Expand(ImmutableArray<HclBlock> blocks, SchemaLayout layout, DecodedBlock parent)
    {
        var expanded = new Dictionary<string, List<PendingBlock>>(StringComparer.Ordinal);
        foreach (var block in blocks)
        {
            if (block.Type == "dynamic")
            {
                ExpandDynamic(block, layout, parent, expanded);
            }
            else
            {
                Add(expanded, block.Type, new PendingBlock(
                    block.Body, parent.Scope, new SourcePlace(block.Source, block.DefinitionSpan), parent.Iterator, block.Labels is [var label, ..] ? label : null, default));
            }
        }

        return expanded;
    }

    private static void Add(Dictionary<string, List<PendingBlock>> all, string type, PendingBlock block)
    {
        if (!all.TryGetValue(type, out var blocks))
        {
            all[type] = blocks = [];
        }

        // What makes the number unknown stands first, where it is looked for.
        if (block.Unknown.Exists)
        {
            blocks.Insert(0, block);
        }
        else
        {
            blocks.Add(block);
        }
    }

    private void ExpandDynamic(HclBlock block, SchemaLayout layout, DecodedBlock parent, Dictionary<string, List<PendingBlock>> expanded)
    {
        var type = block.Labels[0];
        var member = Array.Find(layout.Members, m => m.Name == type);
        if (member is null || (member.Nested is null && member.AsBlocks is null))
        {
            diagnostics.Add(TerraformDiagnostics.UnsupportedDynamicBlock(block, type));
            return;
        }

        var content = block.Body.GetContent(s_dynamic, diagnostics);
        var bodies = content.Blocks;
        if (bodies.Length != 1)
        {
            diagnostics.Add(bodies.Length == 0 ? TerraformDiagnostics.MissingContentBlock(block) : TerraformDiagnostics.ExtraneousContentBlock(bodies[1]));
        }

        if (content.Attribute("for_each") is not { } forEach || bodies.Length == 0)
        {
            return;
        }

        var name = type;
        if (content.Attribute("iterator") is { } iterator)
        {
            if (StaticExpression.Keyword(iterator.Expression) is not { } keyword)
            {
                diagnostics.Add(TerraformDiagnostics.InvalidIterator(iterator));
                return;
            }

            name = keyword;
        }

        Repeat(new Dynamic(type, name, forEach.Expression, bodies[0], content.Attribute("labels")), parent, expanded);
    }

    private sealed record Dynamic(string Type, string IteratorName, HclExpression ForEach, HclBlock Content, HclAttribute? Labels);

    private void Repeat(Dynamic dynamic, DecodedBlock parent, Dictionary<string, List<PendingBlock>> expanded)
    {
        var collection = evaluator.Evaluate(dynamic.ForEach, parent.Scope, diagnostics).Unmark(out var marks);
        var place = new SourcePlace(dynamic.Content.Source, dynamic.Content.DefinitionSpan);
        if (!collection.IsKnown)
        {
            parent.UnknownBlocks ??= new Dictionary<string, HclExpression>(StringComparer.Ordinal);
            parent.UnknownBlocks[dynamic.Type] = dynamic.ForEach;
            Add(expanded, dynamic.Type, new PendingBlock(dynamic.Content.Body, parent.Scope, place, null, null, collection));
            return;
        }

        if (collection.IsNull || collection.Kind is HclTypeKind.String or HclTypeKind.Number or HclTypeKind.Boolean)
        {
            diagnostics.Add(TerraformDiagnostics.InvalidDynamicForEach(dynamic.ForEach, collection.IsNull ? null : collection.Type));
            return;
        }

        if (collection.Count > limits.MaxRepetition)
        {
            diagnostics.Add(TerraformDiagnostics.TooManyInstances(dynamic.ForEach, collection.Count, limits.MaxRepetition));
            return;
        }

        if (collection.Count == 0 && !expanded.ContainsKey(dynamic.Type))
        {
            return;
        }

        for (var i = 0; i < collection.Count; i++)
        {
            var element = collection.ElementAt(i).WithMarks(marks);
            var key = collection.Kind switch
            {
                HclTypeKind.Map or HclTypeKind.Object => HclValue.String(collection.KeyAt(i)),
                HclTypeKind.Set => element,
                _ => HclValue.Integer(i),
            };
            Add(expanded, dynamic.Type, One(dynamic, parent, key, element, place));
        }
    }

    private PendingBlock One(Dynamic dynamic, DecodedBlock parent, HclValue key, HclValue element, SourcePlace place)
    {
        var scope = parent.Scope.With((dynamic.IteratorName, HclValue.Object(("key", key), ("value", element))));
        var iterator = new DynamicIterator(parent.Iterator, dynamic.IteratorName, dynamic.ForEach, parent.Scope, key.Value);
        return new PendingBlock(dynamic.Content.Body, scope, place, iterator, Label(dynamic, scope), default);
    }

    private string? Label(Dynamic dynamic, HclScope scope)
    {
        if (dynamic.Labels is null || StaticExpression.List(dynamic.Labels.Expression) is not [var label, ..])
        {
            return null;
        }

        var value = evaluator.Evaluate(label, scope, diagnostics);
        return HclConversion.TryConvert(value, HclType.String, out var text, out _) && text is { IsKnown: true, IsNull: false } ? text.AsString() : null;
    }
}
