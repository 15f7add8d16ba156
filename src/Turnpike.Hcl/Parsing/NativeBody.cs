using System.Collections.Frozen;
using System.Collections.Immutable;
using Turnpike.Hcl.Syntax;
using Turnpike.Text;

namespace Turnpike.Hcl.Parsing;

/// <summary>A body of native syntax, whose grammar tells attributes from blocks.</summary>
internal sealed class NativeBody(
    SourceText source, TextSpan span, TextSpan openSpan, ImmutableArray<HclAttribute> attributes, ImmutableArray<HclBlock> blocks) : IHclBody
{
    private FrozenSet<string> _readAttributes = [];
    private FrozenSet<string> _readBlocks = [];

    public SourceText Source { get; } = source;

    /// <summary>The opening brace; the start of a file has none.</summary>
    public TextSpan OpenSpan { get; } = openSpan;

    public ImmutableArray<HclAttribute> Attributes { get; } = attributes;

    public ImmutableArray<HclBlock> Blocks { get; } = blocks;

    /// <summary>The blocks that no partial reading has taken, whatever their type.</summary>
    public IEnumerable<HclBlock> UnreadBlocks => _readBlocks.Count == 0 ? Blocks : Blocks.Where(block => !_readBlocks.Contains(block.Type));

    public TextSpan MissingItemSpan => new(span.Start, 0);

    public HclBodyContent GetContent(BodySchema schema, DiagnosticBag diagnostics)
    {
        var content = Read(schema, diagnostics);
        foreach (var attribute in Attributes)
        {
            if (!schema.AttributesByName.ContainsKey(attribute.Name) && !_readAttributes.Contains(attribute.Name))
            {
                diagnostics.Add(BodyDiagnostics.UnsupportedArgument(Source, attribute, schema));
            }
        }

        foreach (var block in Blocks)
        {
            if (!schema.BlocksByType.ContainsKey(block.Type) && !_readBlocks.Contains(block.Type))
            {
                diagnostics.Add(BodyDiagnostics.UnsupportedBlock(Source, block, schema));
            }
        }

        return content;
    }

    public HclBodyContent GetPartialContent(BodySchema schema, DiagnosticBag diagnostics, out IHclBody rest)
    {
        rest = new NativeBody(Source, span, OpenSpan, Attributes, Blocks)
        {
            _readAttributes = _readAttributes.Union(schema.AttributesByName.Keys).ToFrozenSet(StringComparer.Ordinal),
            _readBlocks = _readBlocks.Union(schema.BlocksByType.Keys).ToFrozenSet(StringComparer.Ordinal),
        };
        return Read(schema, diagnostics);
    }

    public IReadOnlyList<HclAttribute> GetAttributes(DiagnosticBag diagnostics)
    {
        foreach (var block in Blocks)
        {
            if (!_readBlocks.Contains(block.Type))
            {
                diagnostics.Add(BodyDiagnostics.UnexpectedBlock(Source, block));
                break;
            }
        }

        return _readAttributes.Count == 0 ? Attributes : Attributes.RemoveAll(attribute => _readAttributes.Contains(attribute.Name));
    }

    private HclBodyContent Read(BodySchema schema, DiagnosticBag diagnostics)
    {
        var attributes = ImmutableArray.CreateBuilder<HclAttribute>();
        foreach (var attribute in Attributes)
        {
            if (schema.AttributesByName.ContainsKey(attribute.Name) && !_readAttributes.Contains(attribute.Name))
            {
                attributes.Add(attribute);
            }
        }

        var blocks = ImmutableArray.CreateBuilder<HclBlock>();
        foreach (var block in Blocks)
        {
            if (schema.BlocksByType.TryGetValue(block.Type, out var wanted)
                && !_readBlocks.Contains(block.Type)
                && HasLabels(block, wanted, diagnostics))
            {
                blocks.Add(block);
            }
        }

        var content = new HclBodyContent(attributes.DrainToImmutable(), blocks.DrainToImmutable(), MissingItemSpan);
        foreach (var wanted in schema.Required)
        {
            if (content.Attribute(wanted.Name) is null)
            {
                diagnostics.Add(BodyDiagnostics.MissingArgument(Source, MissingItemSpan, wanted.Name));
            }
        }

        return content;
    }

    private bool HasLabels(HclBlock block, BlockSchema wanted, DiagnosticBag diagnostics)
    {
        if (block.Labels.Length > wanted.LabelNames.Count)
        {
            diagnostics.Add(BodyDiagnostics.ExtraneousLabel(Source, block.LabelSpans[wanted.LabelNames.Count], wanted));
        }
        else if (block.Labels.Length < wanted.LabelNames.Count)
        {
            diagnostics.Add(BodyDiagnostics.MissingLabel(Source, ((NativeBody)block.Body).OpenSpan, wanted, block.Labels.Length));
        }

        return block.Labels.Length == wanted.LabelNames.Count;
    }
}
