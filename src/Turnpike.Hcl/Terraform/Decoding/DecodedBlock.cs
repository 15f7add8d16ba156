using System.Collections.Immutable;
using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Types;
using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.Decoding;

/// <summary>A body that was read by its schema: the value, and where each part of it is written.</summary>
internal sealed class DecodedBlock
{
    public required HclValue Value { get; set; }

    /// <summary>The body's block or, of a resource, its declaration.</summary>
    public required SourcePlace Place { get; init; }

    public ImmutableArray<HclAttribute> Attributes { get; init; } = [];

    /// <summary>Where its expressions were evaluated.</summary>
    public required HclScope Scope { get; init; }

    /// <summary>The iterators of the dynamic blocks around it.</summary>
    public DynamicIterator? Iterator { get; init; }

    /// <summary>Blocks by type, in the order of their values.</summary>
    public Dictionary<string, List<DecodedBlock>>? Blocks { get; set; }

    /// <summary>The key of a block that its label gives.</summary>
    public string? Label { get; init; }

    /// <summary>The dynamic blocks whose number of results is not known, by block type.</summary>
    public Dictionary<string, HclExpression>? UnknownBlocks { get; set; }

    /// <summary>The place of what stands at a path, or of the nearest block around it that is written.</summary>
    public SourcePlace PlaceOf(ValuePath path)
    {
        if (path.Count == 0 || path[0] is not StringValue { Value: var name })
        {
            return Place;
        }

        foreach (var attribute in Attributes)
        {
            if (attribute.Name == name)
            {
                return path.Count == 1
                    ? new SourcePlace(attribute.Source, attribute.Span)
                    : PlaceIn(attribute.Expression, path.Skip(1)) ?? new SourcePlace(attribute.Source, attribute.Span);
            }
        }

        if (Blocks?.GetValueOrDefault(name) is not { Count: > 0 } blocks)
        {
            return UnknownBlocks?.GetValueOrDefault(name) is { } forEach ? new SourcePlace(forEach.Source, forEach.Span) : Place;
        }

        if (path.Count == 1)
        {
            return blocks[0].Place;
        }

        return path[1] switch
        {
            NumberValue index when index.TryGetInt32(out var at) && (uint)at < (uint)blocks.Count => blocks[at].PlaceOf(path.Skip(2)),
            StringValue label when blocks.Find(b => b.Label == label.Value) is { } labelled => labelled.PlaceOf(path.Skip(2)),
            StringValue when blocks.Count == 1 && blocks[0].Label is null => blocks[0].PlaceOf(path.Skip(1)),
            _ => blocks[0].Place,
        };
    }

    // Into a collection that is written out; no further than its form can be read.
    private static SourcePlace? PlaceIn(HclExpression expression, ValuePath path)
    {
        HclExpression? inner = null;
        switch (expression)
        {
            case ParenthesesExpression parentheses:
                return PlaceIn(parentheses.Inner, path);
            case ObjectExpression map when path[0] is StringValue key:
                foreach (var item in map.Items)
                {
                    inner = Configuration.ModuleReader.KeyOf(item.Key) == key.Value ? item.Value : inner;
                }

                break;
            case TupleExpression tuple when path[0] is NumberValue index && index.TryGetInt32(out var at) && (uint)at < (uint)tuple.Elements.Length:
                inner = tuple.Elements[at];
                break;
        }

        if (inner is null)
        {
            return null;
        }

        return (path.Count > 1 ? PlaceIn(inner, path.Skip(1)) : null) ?? new SourcePlace(inner.Source, inner.Span);
    }
}

/// <summary>The element that a dynamic block is at, as its content sees it.</summary>
/// <param name="Outer">Of the dynamic block around it.</param>
/// <param name="Scope">Where <paramref name="ForEach"/> was evaluated.</param>
internal sealed record DynamicIterator(DynamicIterator? Outer, string Name, HclExpression ForEach, HclScope Scope, Value Key)
{
    public static DynamicIterator? Find(DynamicIterator? innermost, string name)
    {
        while (innermost is not null && innermost.Name != name)
        {
            innermost = innermost.Outer;
        }

        return innermost;
    }
}
