using System.Collections.Immutable;
using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Types;

namespace Turnpike.Conformance.Tests.Hcl;

/// <summary>At most one block of a type.</summary>
internal sealed record BlockSpec(string BlockType, bool IsRequired, HclSpec Nested) : HclSpec
{
    public override IEnumerable<BlockSchema> Blocks => [new(BlockType)];

    public override HclType Type => Nested.Type;

    public override HclValue Decode(SpecInput input)
    {
        HclBlock? only = null;
        foreach (var block in input.BlocksOf(BlockType))
        {
            if (only is not null)
            {
                return input.Fault(block.DefinitionSpan, $"Duplicate {BlockType} block");
            }

            only = block;
        }

        if (only is not null)
        {
            return Nested.DecodeBody(only.Body, input);
        }

        return IsRequired ? input.Fault(input.Content.MissingItemSpan, $"Missing {BlockType} block") : HclValue.Null(Nested.Type);
    }
}

internal enum BlockCollection
{
    List,
    Set,
    Tuple,
}

/// <summary>Any number of blocks of a type.</summary>
internal sealed record BlocksSpec(string BlockType, BlockCollection Collection, int Least, int Most, HclSpec Nested) : HclSpec
{
    public override IEnumerable<BlockSchema> Blocks => [new(BlockType)];

    public override HclType Type => Collection switch
    {
        BlockCollection.List => HclType.List(Nested.Type),
        BlockCollection.Set => HclType.Set(Nested.Type),
        _ => HclType.Dynamic,
    };

    public override HclValue Decode(SpecInput input)
    {
        var blocks = input.BlocksOf(BlockType).ToList();
        var values = blocks.Select(block => Nested.DecodeBody(block.Body, input)).ToArray();
        if (blocks.Count < Least)
        {
            input.Fault(input.Content.MissingItemSpan, $"Insufficient {BlockType} blocks");
        }
        else if (Most > 0 && blocks.Count > Most)
        {
            input.Fault(blocks[Most].DefinitionSpan, $"Too many {BlockType} blocks");
        }

        var tuple = HclValue.Tuple(values);
        return HclConversion.TryConvert(tuple, Type, out var converted, out _) ? converted : tuple;
    }
}

/// <summary>Any number of blocks of a type, in nested maps by their labels.</summary>
internal sealed record BlockMapSpec(string BlockType, ImmutableArray<string> Labels, HclSpec Nested) : HclSpec
{
    public override IEnumerable<BlockSchema> Blocks => [new(BlockType, [.. Labels])];

    public override HclType Type => Labels.Aggregate(Nested.Type, (type, _) => HclType.Map(type));

    public override HclValue Decode(SpecInput input)
    {
        var known = new HashSet<string>();
        var entries = new List<(ImmutableArray<string> Labels, HclValue Value)>();
        foreach (var block in input.BlocksOf(BlockType))
        {
            var value = Nested.DecodeBody(block.Body, input);
            if (known.Add(string.Join('\0', block.Labels)))
            {
                entries.Add((block.Labels, value));
            }
            else
            {
                input.Fault(block.LabelSpans[^1], $"Duplicate {BlockType} block");
            }
        }

        var map = Build(entries, 0);
        return HclConversion.TryConvert(map, Type, out var converted, out _) ? converted : map;
    }

    private static HclValue Build(IEnumerable<(ImmutableArray<string> Labels, HclValue Value)> entries, int level) =>
        HclValue.Object([.. entries.GroupBy(entry => entry.Labels[level]).Select(group =>
            (group.Key, level == group.First().Labels.Length - 1 ? group.First().Value : Build(group, level + 1)))]);
}

/// <summary>One block whose arguments are the entries of a map.</summary>
internal sealed record BlockAttributesSpec(string BlockType, HclType ElementType, bool IsRequired) : HclSpec
{
    public override IEnumerable<BlockSchema> Blocks => [new(BlockType)];

    public override HclType Type => HclType.Map(ElementType);

    public override HclValue Decode(SpecInput input)
    {
        var blocks = input.BlocksOf(BlockType).ToList();
        if (blocks.Count == 0)
        {
            return IsRequired ? input.Fault(input.Content.MissingItemSpan, $"Missing {BlockType} block") : HclValue.Null(Type);
        }

        if (blocks.Count > 1)
        {
            return input.Fault(blocks[1].DefinitionSpan, $"Duplicate {BlockType} block");
        }

        var entries = blocks[0].Body.GetAttributes(input.Diagnostics)
            .Select(attribute => (attribute.Name, Convert(attribute, input)))
            .ToArray();
        var map = HclValue.Object(entries);
        return HclConversion.TryConvert(map, Type, out var converted, out _) ? converted : map;
    }

    private HclValue Convert(HclAttribute attribute, SpecInput input)
    {
        var value = input.Evaluator.Evaluate(attribute.Expression, input.Scope, input.Diagnostics);
        return HclConversion.TryConvert(value, ElementType, out var converted, out var fault)
            ? converted
            : input.Fault(attribute.Expression.Span, $"Invalid attribute value: {fault}");
    }
}
