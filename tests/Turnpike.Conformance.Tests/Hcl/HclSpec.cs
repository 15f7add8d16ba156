using System.Collections.Immutable;
using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Types;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Conformance.Tests.Hcl;

/// <summary>How one value is read from a body. Each knows which arguments and blocks it reads, and the type it gives.</summary>
internal abstract record HclSpec
{
    public virtual IEnumerable<AttributeSchema> Attributes => [];

    public virtual IEnumerable<BlockSchema> Blocks => [];

    public abstract HclType Type { get; }

    public abstract HclValue Decode(SpecInput input);

    /// <summary>Applies a specification to a whole body: what it does not read is a fault.</summary>
    public HclValue DecodeBody(IHclBody body, SpecInput outer)
    {
        var schema = new BodySchema([.. Attributes.DistinctBy(a => a.Name)], [.. Blocks.DistinctBy(b => b.Type)]);
        var content = body.GetContent(schema, outer.Diagnostics);
        return Decode(outer with { Content = content, Source = body.Source });
    }
}

/// <summary>What a specification reads from, and where its faults go.</summary>
internal sealed record SpecInput(HclBodyContent Content, SourceText Source, Evaluator Evaluator, HclScope Scope, DiagnosticBag Diagnostics)
{
    public HclValue Fault(TextSpan span, string message)
    {
        Diagnostics.Add(new Diagnostic("SPEC001", DiagnosticSeverity.Error, message, Source, span));
        return HclValue.Dynamic;
    }

    public IEnumerable<HclBlock> BlocksOf(string type) => Content.Blocks.Where(block => block.Type == type);
}

internal sealed record ObjectSpec(ImmutableArray<(string Name, HclSpec Spec)> Members) : HclSpec
{
    public override IEnumerable<AttributeSchema> Attributes => Members.SelectMany(member => member.Spec.Attributes);

    public override IEnumerable<BlockSchema> Blocks => Members.SelectMany(member => member.Spec.Blocks);

    public override HclType Type => HclType.Object([.. Members.Select(member => (member.Name, member.Spec.Type))]);

    public override HclValue Decode(SpecInput input) => HclValue.Object([.. Members.Select(member => (member.Name, member.Spec.Decode(input)))]);
}

internal sealed record ArraySpec(ImmutableArray<HclSpec> Elements) : HclSpec
{
    public override IEnumerable<AttributeSchema> Attributes => Elements.SelectMany(element => element.Attributes);

    public override IEnumerable<BlockSchema> Blocks => Elements.SelectMany(element => element.Blocks);

    public override HclType Type => HclType.Tuple([.. Elements.Select(element => element.Type)]);

    public override HclValue Decode(SpecInput input) => HclValue.Tuple([.. Elements.Select(element => element.Decode(input))]);
}

internal sealed record AttributeSpec(string Name, HclType ValueType, bool IsRequired) : HclSpec
{
    public override IEnumerable<AttributeSchema> Attributes => [new(Name, IsRequired)];

    public override HclType Type => ValueType;

    public override HclValue Decode(SpecInput input)
    {
        if (input.Content.Attribute(Name) is not { } attribute)
        {
            return HclValue.Null(ValueType);
        }

        var value = input.Evaluator.Evaluate(attribute.Expression, input.Scope, input.Diagnostics);
        return HclConversion.TryConvert(value, ValueType, out var converted, out var fault)
            ? converted
            : input.Fault(attribute.Expression.Span, $"Incorrect attribute value type: {fault}");
    }
}

internal sealed record LiteralSpec(HclValue Value) : HclSpec
{
    public override HclType Type => Value.Type;

    public override HclValue Decode(SpecInput input) => Value;
}

internal sealed record DefaultSpec(ImmutableArray<HclSpec> Choices) : HclSpec
{
    public override IEnumerable<AttributeSchema> Attributes =>
        Choices.SelectMany((choice, index) => choice.Attributes.Select(attribute => index == 0 ? attribute : attribute with { IsRequired = false }));

    public override IEnumerable<BlockSchema> Blocks => Choices.SelectMany(choice => choice.Blocks);

    public override HclType Type => Choices[0].Type;

    public override HclValue Decode(SpecInput input)
    {
        var value = HclValue.Null(Type);
        foreach (var choice in Choices)
        {
            value = choice.Decode(input);
            if (value.Value is not NullValue)
            {
                break;
            }
        }

        return value;
    }
}

/// <param name="Definitions">Evaluates with the functions of specifications.</param>
internal sealed record TransformSpec(HclSpec Nested, HclExpression Result, Evaluator Definitions) : HclSpec
{
    public override IEnumerable<AttributeSchema> Attributes => Nested.Attributes;

    public override IEnumerable<BlockSchema> Blocks => Nested.Blocks;

    public override HclType Type => HclType.Dynamic;

    public override HclValue Decode(SpecInput input) =>
        Definitions.Evaluate(Result, HclScope.Empty.With(("nested", Nested.Decode(input))), input.Diagnostics);
}
