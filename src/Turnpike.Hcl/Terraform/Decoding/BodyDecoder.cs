using System.Collections.Immutable;
using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Terraform.Schemas;
using Turnpike.Hcl.Types;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Hcl.Terraform.Decoding;

/// <summary>
/// Reads bodies by a provider's schema: arguments converted to their types, what is not set null or, where the provider
/// computes it, unknown; blocks as lists, sets, maps or single objects, dynamic ones repeated.
/// </summary>
internal sealed partial class BodyDecoder(Evaluator evaluator, DiagnosticBag diagnostics, TerraformLimits limits)
{
    private static readonly UnknownRefinement s_notNull = new() { NotNull = true };
    private static readonly UnknownRefinement s_notNullText = new() { NotNull = true, Type = ValueKind.String };

    private UnknownOrigin _unset;

    /// <summary>The values go into the state, where an ephemeral one may not be.</summary>
    public bool IsKept { get; init; }

    /// <param name="unset">The origin of what the provider computes.</param>
    public DecodedBlock Decode(IHclBody body, SchemaBlock schema, HclScope scope, UnknownPath path, SourcePlace place, UnknownOrigin unset)
    {
        _unset = unset;
        return Decode(body, schema, scope, path, place, null, null, isTop: true);
    }

    private DecodedBlock Decode(
        IHclBody body, SchemaBlock schema, HclScope scope, UnknownPath path, SourcePlace place, DynamicIterator? iterator, string? label, bool isTop = false)
    {
        var layout = SchemaLayout.Of(schema);
        var asBlocks = layout.Ambiguous.Length == 0 ? 0 : BlocksOf(body, layout);
        var content = body.GetContent(layout.Body(asBlocks), diagnostics);
        var decoded = new DecodedBlock { Value = default, Place = place, Attributes = content.Attributes, Scope = scope, Iterator = iterator, Label = label };
        var blocks = content.Blocks.IsEmpty ? null : Expand(content.Blocks, layout, decoded);
        var values = new Value[layout.Members.Length];
        HclType[]? types = null;
        for (var i = 0; i < values.Length; i++)
        {
            var member = layout.Members[i];
            var isBlocks = member.Nested is not null || (asBlocks != 0 && Array.IndexOf(layout.Ambiguous, member) is >= 0 and var at && (asBlocks & (1 << at)) != 0);
            var value = isBlocks
                ? Blocks(member, blocks, decoded, path, body)
                : Attribute(member.Attribute!, content.Attribute(member.Name), scope, path, member.Key, isTop);
            values[i] = value.Value;
            if (!ReferenceEquals(value.Type, layout.Type.Types[i]))
            {
                types ??= [.. layout.Type.Types];
                types[i] = value.Type;
            }
        }

        var type = types is null ? layout.Type : ObjectType.Create(layout.Type.Shape, types);
        decoded.Value = new HclValue(type, ObjectValue.Create(layout.Type.Shape, values));
        return decoded;
    }

    // An ambiguous attribute is one unless blocks of its name are written.
    private static int BlocksOf(IHclBody body, SchemaLayout layout)
    {
        var written = body.GetPartialContent(layout.Probe, [], out _);
        var mask = 0;
        for (var i = 0; i < layout.Ambiguous.Length && i < 31; i++)
        {
            mask |= written.Attribute(layout.Ambiguous[i].Name) is null ? 1 << i : 0;
        }

        return mask;
    }

    private HclValue Attribute(SchemaAttribute schema, HclAttribute? written, HclScope scope, UnknownPath path, Value key, bool isTop)
    {
        var value = HclValue.Null(schema.Type);
        if (written is not null)
        {
            if (schema.IsOnlyComputed)
            {
                diagnostics.Add(TerraformDiagnostics.ReadOnlyArgument(written));
            }
            else
            {
                value = Evaluate(written, schema, scope);
            }
        }

        if (schema.IsWriteOnly)
        {
            value = HclValue.Null(schema.Type);
        }
        else if (value.IsNull && schema.IsComputed)
        {
            value = new HclValue(schema.Type, new UnknownValue(path.Child(key), _unset, Refinement(schema, isTop)));
        }

        return schema.IsSensitive ? value.WithMarks(OwnMarks.Sensitive) : value;
    }

    // Every object that exists has an id, and an ARN where its kind has one.
    private static UnknownRefinement? Refinement(SchemaAttribute schema, bool isTop) =>
        isTop && schema.Name is "id" or "arn" ? schema.Type.Kind == HclTypeKind.String ? s_notNullText : s_notNull : null;

    private HclValue Evaluate(HclAttribute written, SchemaAttribute schema, HclScope scope)
    {
        var value = evaluator.Evaluate(written.Expression, scope, diagnostics);
        if (HclConversion.TryConvert(value, schema.Type, out var converted, out var fault))
        {
            CheckPolicy(written, schema, converted);
            if (IsKept && !schema.IsWriteOnly && converted.Value.HoldsEphemeral)
            {
                diagnostics.Add(TerraformDiagnostics.EphemeralArgument(written));
            }

            return converted;
        }

        diagnostics.Add(TerraformDiagnostics.IncorrectAttributeType(written, fault.ToString()));
        return HclValue.Unknown(schema.Type);
    }

    // The AWS provider refuses these before anything is planned.
    private void CheckPolicy(HclAttribute written, SchemaAttribute schema, HclValue value)
    {
        if (schema.Name is not ("policy" or "assume_role_policy") || schema.Type.Kind != HclTypeKind.String || value is not { IsKnown: true, IsNull: false })
        {
            return;
        }

        var text = value.AsString().Trim();
        if (text.StartsWith('{'))
        {
            var faults = new DiagnosticBag();
            _ = JsonReader.Read(SourceText.From("policy", text), faults);
            if (faults.HasErrors && faults.First().Code == "JSON001")
            {
                diagnostics.Add(TerraformDiagnostics.InvalidPolicyJson(written, faults.First().Message));
            }
        }
    }

    private HclValue Blocks(SchemaLayout.Member member, Dictionary<string, List<PendingBlock>>? all, DecodedBlock parent, UnknownPath path, IHclBody body)
    {
        var nested = member.Nested ?? member.AsBlocks!;
        var pending = all?.GetValueOrDefault(member.Name);
        if (pending is [{ Unknown: { Exists: true } unknown }, ..])
        {
            return new HclValue(nested.Type, unknown.Value.IsGround ? HclValue.Unknown(nested.Type).Value : Unwrap(unknown.Value));
        }

        if (pending is null && member.Nested is null)
        {
            // Neither an attribute nor blocks.
            return Attribute(member.Attribute!, null, parent.Scope, path, member.Key, isTop: false);
        }

        Check(nested, pending, body);
        if (pending is not null)
        {
            var items = new List<DecodedBlock>(pending.Count);
            var blockPath = path.Child(member.Key);
            foreach (var block in pending)
            {
                var at = nested.Nesting is BlockNesting.Single or BlockNesting.Group ? blockPath : blockPath.Child(Value.Of(items.Count));
                items.Add(Decode(block.Body, nested.Block, block.Scope, at, block.Place, block.Iterator, block.Label));
            }

            parent.Blocks ??= new Dictionary<string, List<DecodedBlock>>(StringComparer.Ordinal);
            parent.Blocks[member.Name] = items;
            return Collect(nested, items);
        }

        return nested.Nesting switch
        {
            BlockNesting.List => nested.Block.Type.HoldsDynamic ? HclValue.EmptyTuple : HclValue.EmptyList(nested.Block.Type),
            BlockNesting.Set => HclValue.EmptySet(nested.Block.Type),
            BlockNesting.Map => nested.Block.Type.HoldsDynamic ? HclValue.EmptyObject : HclValue.EmptyMap(nested.Block.Type),
            BlockNesting.Group => Decode(EmptyBody.Of(body), nested.Block, parent.Scope, path.Child(member.Key), parent.Place, null, null).Value,
            _ => HclValue.Null(nested.Type),
        };
    }

    // An unknown that stands for a repetition: its id and sources say why, whatever type it had.
    private static Value Unwrap(Value value) => value is UnknownValue unknown ? unknown.Refined(null) : Deepest(value);

    private static Value Deepest(Value value)
    {
        var items = value switch
        {
            ArrayValue a => a.Items,
            SetValue s => s.Unordered,
            ObjectValue o => o.Values,
            _ => [],
        };
        foreach (var item in items)
        {
            if (!item.IsGround)
            {
                return Unwrap(item);
            }
        }

        return value;
    }

    private void Check(NestedBlock nested, List<PendingBlock>? pending, IHclBody body)
    {
        var count = pending?.Count ?? 0;
        if (count < nested.MinItems)
        {
            diagnostics.Add(TerraformDiagnostics.TooFewBlocks(body.Source, body.MissingItemSpan, nested));
        }

        var most = nested.Nesting is BlockNesting.Single or BlockNesting.Group ? 1 : nested.MaxItems;
        if (most > 0 && count > most)
        {
            diagnostics.Add(TerraformDiagnostics.TooManyBlocks(pending![most].Place, nested.Name, most));
        }
    }

    private static HclValue Collect(NestedBlock nested, List<DecodedBlock> items)
    {
        switch (nested.Nesting)
        {
            case BlockNesting.Single or BlockNesting.Group:
                return items[0].Value;
            case BlockNesting.List when nested.Block.Type.HoldsDynamic:
                return HclValue.Tuple([.. items.Select(static i => i.Value)]);
            case BlockNesting.List:
                return new HclValue(nested.Type, ArrayValue.Create([.. items.Select(static i => i.Value.Value)]));
            case BlockNesting.Set:
                return Set(nested, items);
            default:
                var members = new HclObjectBuilder(items.Count);
                foreach (var item in items)
                {
                    members.Set(item.Label ?? "", item.Value);
                }

                var value = members.ToValue();
                return nested.Block.Type.HoldsDynamic ? value : new HclValue(nested.Type, value.Value);
        }
    }

    // The blocks are put into the order of the set's members, so that a place in it leads to its block.
    private static HclValue Set(NestedBlock nested, List<DecodedBlock> items)
    {
        var set = HclValue.Set(nested.Block.Type, [.. items.Select(static i => i.Value.Value)]);
        var byValue = new Dictionary<Value, DecodedBlock>(items.Count);
        foreach (var item in items)
        {
            byValue.TryAdd(item.Value.UnmarkDeep(out _).Value, item);
        }

        var ordered = new List<DecodedBlock>(items.Count);
        foreach (var member in ((SetValue)set.Value).Unordered)
        {
            if (byValue.TryGetValue(member, out var item))
            {
                ordered.Add(item);
            }
        }

        if (ordered.Count > 0)
        {
            items.Clear();
            items.AddRange(ordered);
        }

        return set;
    }
}

/// <summary>A body with nothing in it, at the place of another.</summary>
internal sealed class EmptyBody : IHclBody
{
    private EmptyBody(IHclBody at)
    {
        Source = at.Source;
        MissingItemSpan = at.MissingItemSpan;
    }

    public SourceText Source { get; }

    public TextSpan MissingItemSpan { get; }

    public static EmptyBody Of(IHclBody at) => new(at);

    public HclBodyContent GetContent(BodySchema schema, DiagnosticBag diagnostics) => new([], [], MissingItemSpan);

    public HclBodyContent GetPartialContent(BodySchema schema, DiagnosticBag diagnostics, out IHclBody rest)
    {
        rest = this;
        return new([], [], MissingItemSpan);
    }

    public IReadOnlyList<HclAttribute> GetAttributes(DiagnosticBag diagnostics) => [];
}
