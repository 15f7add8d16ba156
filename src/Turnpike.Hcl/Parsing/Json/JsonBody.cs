using System.Collections.Frozen;
using System.Collections.Immutable;
using Turnpike.Hcl.Syntax;
using Turnpike.Text;

namespace Turnpike.Hcl.Parsing.Json;

/// <summary>
/// A JSON object read as a body, or an array of objects that are read as one. A property is an attribute or a block
/// as the schema says; a block's labels are the names of nested objects; <c>//</c> is a comment.
/// </summary>
internal sealed class JsonBody(HclExpression value) : IHclBody
{
    private const string Comment = "//";

    private FrozenSet<string> _read = [];

    public SourceText Source => value.Source;

    public TextSpan MissingItemSpan => value switch
    {
        ObjectExpression map => new TextSpan(Math.Max(map.Span.Start, map.Span.End - 1), Math.Min(1, map.Span.Length)),
        _ => StartOf(value),
    };

    public HclBodyContent GetContent(BodySchema schema, DiagnosticBag diagnostics)
    {
        var content = Read(schema, diagnostics);
        foreach (var property in Properties(value, null, null))
        {
            if (property.Name != Comment && !_read.Contains(property.Name) && !schema.AttributesByName.ContainsKey(property.Name)
                && !schema.BlocksByType.ContainsKey(property.Name))
            {
                var suggestion = BodyDiagnostics.Suggestion(property.Name, schema.AttributesByName.Keys.Concat(schema.BlocksByType.Keys));
                diagnostics.Add(JsonSyntaxDiagnostics.ExtraneousProperty(Source, property.Key.Span, property.Name, suggestion));
            }
        }

        return content;
    }

    public HclBodyContent GetPartialContent(BodySchema schema, DiagnosticBag diagnostics, out IHclBody rest)
    {
        rest = new JsonBody(value)
        {
            _read = _read.Union(schema.AttributesByName.Keys).Union(schema.BlocksByType.Keys).ToFrozenSet(StringComparer.Ordinal),
        };
        return Read(schema, diagnostics);
    }

    public IReadOnlyList<HclAttribute> GetAttributes(DiagnosticBag diagnostics)
    {
        if (value is not ObjectExpression)
        {
            diagnostics.Add(JsonSyntaxDiagnostics.IncorrectType(Source, StartOf(value), "An object is needed here, with the arguments of the block."));
            return [];
        }

        var attributes = new Dictionary<string, HclAttribute>(StringComparer.Ordinal);
        var inOrder = new List<HclAttribute>();
        foreach (var property in Properties(value, null, null))
        {
            if (property.Name == Comment || _read.Contains(property.Name))
            {
                continue;
            }

            var attribute = property.ToAttribute();
            if (attributes.TryAdd(property.Name, attribute))
            {
                inOrder.Add(attribute);
            }
            else
            {
                var first = Source.PositionAt(attributes[property.Name].NameSpan.Start);
                diagnostics.Add(JsonSyntaxDiagnostics.DuplicateAttribute(Source, property.Key.Span, property.Name, first));
            }
        }

        return inOrder;
    }

    private HclBodyContent Read(BodySchema schema, DiagnosticBag diagnostics)
    {
        var attributes = ImmutableArray.CreateBuilder<HclAttribute>();
        var blocks = ImmutableArray.CreateBuilder<HclBlock>();
        var seen = new Dictionary<string, TextSpan>(StringComparer.Ordinal);
        foreach (var property in Properties(value, null, diagnostics))
        {
            if (_read.Contains(property.Name))
            {
                continue;
            }

            if (schema.AttributesByName.ContainsKey(property.Name))
            {
                if (seen.TryAdd(property.Name, property.Key.Span))
                {
                    attributes.Add(property.ToAttribute());
                }
                else
                {
                    var first = Source.PositionAt(seen[property.Name].Start);
                    diagnostics.Add(JsonSyntaxDiagnostics.DuplicateArgument(Source, property.Key.Span, property.Name, first));
                }
            }
            else if (schema.BlocksByType.TryGetValue(property.Name, out var block))
            {
                AddBlocks(new BlockPath(block, property.Key.Span, [], []), property.Value, blocks, diagnostics);
            }
        }

        foreach (var wanted in schema.Required)
        {
            if (!seen.ContainsKey(wanted.Name))
            {
                diagnostics.Add(BodyDiagnostics.MissingArgument(Source, MissingItemSpan, wanted.Name));
            }
        }

        return new HclBodyContent(attributes.DrainToImmutable(), blocks.DrainToImmutable(), MissingItemSpan);
    }

    private void AddBlocks(BlockPath path, HclExpression content, ImmutableArray<HclBlock>.Builder blocks, DiagnosticBag diagnostics)
    {
        if (path.Labels.Length == path.Schema.LabelNames.Count)
        {
            AddLabelled(path, content, blocks, diagnostics);
            return;
        }

        var label = path.Schema.LabelNames[path.Labels.Length];
        var isEmpty = true;
        foreach (var property in Properties(content, label, diagnostics))
        {
            isEmpty = false;
            var next = path with { Labels = path.Labels.Add(property.Name), LabelSpans = path.LabelSpans.Add(property.Key.Span) };
            AddBlocks(next, property.Value, blocks, diagnostics);
        }

        if (isEmpty)
        {
            diagnostics.Add(JsonSyntaxDiagnostics.MissingLabel(Source, StartOf(content), path.Schema.Type, label));
        }
    }

    private void AddLabelled(BlockPath path, HclExpression content, ImmutableArray<HclBlock>.Builder blocks, DiagnosticBag diagnostics)
    {
        switch (content)
        {
            case LiteralExpression { Value: Values.NullValue }:
                break;
            case ObjectExpression map:
                blocks.Add(path.ToBlock(map, map.OpenSpan));
                break;
            case TupleExpression list:
                foreach (var element in list.Elements)
                {
                    blocks.Add(path.ToBlock(element, list.OpenSpan));
                }

                break;
            default:
                diagnostics.Add(JsonSyntaxDiagnostics.IncorrectType(
                    Source, StartOf(content), $"An object or an array of objects is needed here, with what {path.Schema.Type} blocks hold."));
                break;
        }
    }

    /// <summary>The properties of an object, or of all the objects of an array.</summary>
    private List<Property> Properties(HclExpression container, string? label, DiagnosticBag? diagnostics)
    {
        var properties = new List<Property>();
        switch (container)
        {
            case LiteralExpression { Value: Values.NullValue }:
                break;
            case ObjectExpression map:
                AddProperties(properties, map);
                break;
            case TupleExpression list:
                foreach (var element in list.Elements)
                {
                    if (element is ObjectExpression map)
                    {
                        AddProperties(properties, map);
                    }
                    else
                    {
                        diagnostics?.Add(JsonSyntaxDiagnostics.IncorrectType(Source, StartOf(element), Needed("An object", label)));
                    }
                }

                break;
            default:
                diagnostics?.Add(JsonSyntaxDiagnostics.IncorrectType(Source, StartOf(container), Needed("An object or an array of objects", label)));
                break;
        }

        return properties;
    }

    private static string Needed(string what, string? label) => label is null
        ? $"{what} is needed here, with arguments and nested blocks."
        : $"{what} is needed here, with the {label} of each block as a property.";

    private static void AddProperties(List<Property> properties, ObjectExpression map)
    {
        foreach (var item in map.Items)
        {
            properties.Add(new Property((JsonStringExpression)item.Key, item.Value));
        }
    }

    // Of a container only its opening is pointed at.
    private static TextSpan StartOf(HclExpression expression) => expression switch
    {
        ObjectExpression map => map.OpenSpan,
        TupleExpression list => list.OpenSpan,
        _ => expression.Span,
    };

    private readonly record struct Property(JsonStringExpression Key, HclExpression Value)
    {
        public string Name => Key.Text;

        public HclAttribute ToAttribute() => new(Name, Key.Span, Value, Key.Span.Cover(Value.Span));
    }

    private sealed record BlockPath(BlockSchema Schema, TextSpan TypeSpan, ImmutableArray<string> Labels, ImmutableArray<TextSpan> LabelSpans)
    {
        public HclBlock ToBlock(HclExpression content, TextSpan definitionSpan) =>
            new(Schema.Type, TypeSpan, Labels, LabelSpans, new JsonBody(content), definitionSpan, TypeSpan.Cover(content.Span));
    }
}
