using System.Collections.Immutable;
using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Types;
using Turnpike.Text;

namespace Turnpike.Conformance.Tests.Hcl;

/// <summary>A specification file: the specification, and the variables and functions it gives to what it reads.</summary>
internal sealed record HclSpecFile(HclSpec Root, HclScope Scope, FunctionTable Functions)
{
    public HclValue Decode(IHclBody body, DiagnosticBag diagnostics)
    {
        var evaluator = new Evaluator(new EvaluationContext { Functions = Functions });
        var nothing = new HclBodyContent([], [], body.MissingItemSpan);
        return Root.DecodeBody(body, new SpecInput(nothing, body.Source, evaluator, Scope, diagnostics));
    }
}

/// <summary>Reads files of hcldec's format.</summary>
internal sealed class HclSpecReader
{
    private static readonly string[] s_kinds =
        ["object", "array", "attr", "literal", "default", "transform", "block", "block_list", "block_set", "block_tuple", "block_map", "block_attrs"];

    private readonly DiagnosticBag _faults;
    private readonly Evaluator _definitions = new(new EvaluationContext { Functions = SpecFunctions.Table });

    private HclSpecReader(DiagnosticBag faults) => _faults = faults;

    /// <summary>Null if the file holds no specification.</summary>
    public static HclSpecFile? Read(IHclBody body, DiagnosticBag faults) => new HclSpecReader(faults).ReadFile(body);

    private HclSpecFile? ReadFile(IHclBody body)
    {
        var schema = new BodySchema([], [.. s_kinds.Select(kind => new BlockSchema(kind)), new("variables"), new("function", "name")]);
        var content = body.GetContent(schema, _faults);
        var variables = new Dictionary<string, HclValue>();
        var functions = new Dictionary<string, HclFunction>();
        HclSpec? root = null;
        foreach (var block in content.Blocks)
        {
            switch (block.Type)
            {
                case "variables":
                    foreach (var attribute in block.Body.GetAttributes(_faults))
                    {
                        variables[attribute.Name] = Evaluate(attribute.Expression);
                    }

                    break;
                case "function":
                    functions[block.Labels[0]] = ReadFunction(block.Body);
                    break;
                default:
                    root = ReadSpec(block, null);
                    break;
            }
        }

        return root is null ? null : new HclSpecFile(root, new HclScope(null, variables), new FunctionTable(functions));
    }

    private HclValue Evaluate(HclExpression expression) => _definitions.Evaluate(expression, HclScope.Empty, _faults);

    private HclFunction ReadFunction(IHclBody body)
    {
        var content = body.GetContent(new BodySchema([new("params", true), new("variadic_param"), new("result", true)], []), _faults);
        var names = StaticExpression.List(content.Attribute("params")!.Expression)!.Value.Select(name => StaticExpression.Keyword(name)!).ToArray();
        var variadic = content.Attribute("variadic_param") is { } attribute ? StaticExpression.Keyword(attribute.Expression) : null;
        var result = content.Attribute("result")!.Expression;
        return new HclFunction([.. names.Select(Parameter)], HclType.Dynamic, (call, _) => Call(call, names, variadic, result))
        {
            Variadic = variadic is null ? null : Parameter(variadic),
        };
    }

    private static HclParameter Parameter(string name) => new(name, HclType.Dynamic) { AllowNull = true, AllowUnknown = true, AllowDynamicType = true };

    private OrFault<HclValue> Call(FunctionCall call, string[] names, string? variadic, HclExpression result)
    {
        var variables = new Dictionary<string, HclValue>();
        for (var index = 0; index < names.Length; index++)
        {
            variables[names[index]] = call[index];
        }

        if (variadic is not null)
        {
            variables[variadic] = HclValue.Tuple(call.Arguments[names.Length..]);
        }

        var faults = new DiagnosticBag();
        var value = _definitions.Evaluate(result, new HclScope(null, variables), faults);
        return faults.HasErrors ? new FunctionFault(faults.First().Message) : value;
    }

    /// <param name="name">The name that an object gives to its member, which arguments and blocks take by default.</param>
    private HclSpec ReadSpec(HclBlock block, string? name)
    {
        var arguments = block.Type switch
        {
            "attr" => new BodySchema([new("name"), new("type"), new("required")], []),
            "literal" => new BodySchema([new("value", true)], []),
            "transform" => new BodySchema([new("result", true)], Nested(0)),
            "block" => new BodySchema([new("block_type"), new("required")], Nested(0)),
            "block_list" or "block_set" or "block_tuple" => new BodySchema([new("block_type"), new("min_items"), new("max_items")], Nested(0)),
            "block_map" => new BodySchema([new("block_type"), new("labels", true)], Nested(0)),
            "block_attrs" => new BodySchema([new("block_type"), new("element_type", true), new("required")], []),
            "object" => new BodySchema([], Nested(1)),
            _ => new BodySchema([], Nested(0)),
        };
        var content = block.Body.GetContent(arguments, _faults);
        return block.Type switch
        {
            "object" => new ObjectSpec([.. content.Blocks.Select(member => (member.Labels[0], ReadSpec(member, member.Labels[0])))]),
            "array" => new ArraySpec(Members(content)),
            "attr" => new AttributeSpec(Text(content, "name") ?? name!, TypeOf(content, "type"), Flag(content, "required")),
            "literal" => new LiteralSpec(Evaluate(content.Attribute("value")!.Expression)),
            "default" => new DefaultSpec(Members(content)),
            "transform" => new TransformSpec(Members(content)[0], content.Attribute("result")!.Expression, _definitions),
            _ => ReadBlockSpec(block.Type, content, Text(content, "block_type") ?? name!),
        };
    }

    private HclSpec ReadBlockSpec(string kind, HclBodyContent content, string type) => kind switch
    {
        "block" => new BlockSpec(type, Flag(content, "required"), Members(content)[0]),
        "block_map" => new BlockMapSpec(type, Texts(content.Attribute("labels")!.Expression), Members(content)[0]),
        "block_attrs" => new BlockAttributesSpec(type, TypeOf(content, "element_type"), Flag(content, "required")),
        _ => new BlocksSpec(
            type,
            kind switch { "block_list" => BlockCollection.List, "block_set" => BlockCollection.Set, _ => BlockCollection.Tuple },
            Number(content, "min_items"),
            Number(content, "max_items"),
            Members(content)[0]),
    };

    private static BlockSchema[] Nested(int labels) =>
        [.. s_kinds.Select(kind => new BlockSchema(kind, labels == 0 ? [] : ["key"]))];

    private ImmutableArray<HclSpec> Members(HclBodyContent content) => [.. content.Blocks.Select(member => ReadSpec(member, null))];

    private string? Text(HclBodyContent content, string name) => content.Attribute(name) is { } attribute ? Evaluate(attribute.Expression).AsString() : null;

    private bool Flag(HclBodyContent content, string name) => content.Attribute(name) is { } attribute && Evaluate(attribute.Expression).AsBoolean();

    private int Number(HclBodyContent content, string name) =>
        content.Attribute(name) is { } attribute && Evaluate(attribute.Expression).AsNumber().TryGetInt32(out var number) ? number : 0;

    // A type may stand in quotes in older files.
    private HclType TypeOf(HclBodyContent content, string name) =>
        content.Attribute(name) is not { } attribute ? HclType.Dynamic
        : StaticExpression.Text(attribute.Expression) is { } quoted ? TypeConstraint.Parse(Turnpike.Hcl.Parsing.HclParser.ParseExpression(SourceText.From("type", quoted), _faults), _faults).Type
        : TypeConstraint.Parse(attribute.Expression, _faults).Type;

    private ImmutableArray<string> Texts(HclExpression list)
    {
        var value = Evaluate(list);
        return [.. Enumerable.Range(0, value.Count).Select(index => value.ElementAt(index).AsString())];
    }
}
