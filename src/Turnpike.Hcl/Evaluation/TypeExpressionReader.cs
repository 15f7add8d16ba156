using System.Globalization;
using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Types;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Hcl.Evaluation;

/// <summary>Reads type expressions: <c>string</c>, <c>list(any)</c>, <c>object({ port = optional(number, 80) })</c>.</summary>
internal sealed class TypeExpressionReader(DiagnosticBag diagnostics)
{
    private static readonly Dictionary<string, TypeDefaults> s_none = [];
    private static readonly EvaluationContext s_constants = new() { Functions = FunctionTable.Empty };

    public TypeConstraint Read(HclExpression expression)
    {
        if (StaticExpression.Keyword(expression) is { } keyword)
        {
            return new TypeConstraint(ReadKeyword(keyword, expression), null);
        }

        if (StaticExpression.Call(expression) is not { } call)
        {
            return Fail(expression, "A type is string, number, bool or any, or made of types, such as list(string).");
        }

        return ReadCall(call);
    }

    private HclType ReadKeyword(string keyword, HclExpression expression)
    {
        switch (keyword)
        {
            case "bool":
                return HclType.Boolean;
            case "string":
                return HclType.String;
            case "number":
                return HclType.Number;
            case "any":
                return HclType.Dynamic;
            case "list":
                // The bare words are of the language's first versions and still stand for a collection of anything.
                return HclType.List(HclType.Dynamic);
            case "map":
                return HclType.Map(HclType.Dynamic);
            case "set" or "object" or "tuple":
                return Fail(expression, $"{keyword} needs what it is made of, in parentheses.").Type;
            case "optional":
                return Fail(expression, "optional() is for attributes of an object type only.").Type;
            default:
                return Fail(expression, $"No type is named {TypeText.Quote(keyword)}.").Type;
        }
    }

    private TypeConstraint ReadCall(FunctionCallExpression call)
    {
        switch (call.Name)
        {
            case "bool" or "string" or "number" or "any":
                return Fail(call, $"{call.Name} takes nothing in parentheses.");
            case "optional":
                return Fail(call, "optional() is for attributes of an object type only.");
            case "list" or "set" or "map" or "object" or "tuple" when call.Arguments.Length != 1:
                return Fail(call, $"{call.Name} takes one thing in parentheses.");
            case "list" or "set" or "map":
                return ReadCollection(call);
            case "object":
                return ReadObject(call);
            case "tuple":
                return ReadTuple(call);
            default:
                return Fail(call, $"No type is made by {TypeText.Quote(call.Name)}.");
        }
    }

    private TypeConstraint ReadCollection(FunctionCallExpression call)
    {
        var (element, defaults) = Read(call.Arguments[0]);
        var type = call.Name switch
        {
            "list" => HclType.List(element),
            "set" => HclType.Set(element),
            _ => HclType.Map(element),
        };
        return new TypeConstraint(type, defaults is null ? null : Defaults(type, [], new() { [""] = defaults }));
    }

    private TypeConstraint ReadTuple(FunctionCallExpression call)
    {
        if (StaticExpression.List(call.Arguments[0]) is not { } elements)
        {
            return Fail(call.Arguments[0], "tuple takes a list of its elements' types, such as tuple([string, number]).");
        }

        var types = new HclType[elements.Length];
        var children = new Dictionary<string, TypeDefaults>(StringComparer.Ordinal);
        for (var i = 0; i < types.Length; i++)
        {
            (types[i], var defaults) = Read(elements[i]);
            if (defaults is not null)
            {
                children.Add(i.ToString(CultureInfo.InvariantCulture), defaults);
            }
        }

        var type = HclType.Tuple(types);
        return new TypeConstraint(type, children.Count == 0 ? null : Defaults(type, [], children));
    }

    private TypeConstraint ReadObject(FunctionCallExpression call)
    {
        if (StaticExpression.Map(call.Arguments[0]) is not { } items)
        {
            return Fail(call.Arguments[0], "object takes its attributes with their types, such as object({ name = string }).");
        }

        var attributes = new SortedDictionary<string, (HclType Type, bool IsOptional)>(Comparer<string>.Create(CodePointOrder.Compare));
        var values = new Dictionary<string, HclValue>(StringComparer.Ordinal);
        var children = new Dictionary<string, TypeDefaults>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (NameOf(item.Key) is not { } name)
            {
                Fail(item.Key, "An attribute of an object type is named by a plain name.");
                continue;
            }

            var (type, isOptional, defaults, value) = ReadAttribute(item.Value);
            attributes[name] = (type, isOptional);
            if (defaults is not null)
            {
                children[name] = defaults;
            }

            if (value.Exists)
            {
                values[name] = value;
            }
        }

        var shape = Shape.FromSorted([.. attributes.Keys.Select(Value.Of)]);
        var result = ObjectType.Create(shape, [.. attributes.Values.Select(a => a.Type)], [.. attributes.Values.Select(a => a.IsOptional)]);
        return new TypeConstraint(result, values.Count + children.Count == 0 ? null : Defaults(result, values, children));
    }

    private static string? NameOf(HclExpression key) => key switch
    {
        ObjectKeyExpression { LiteralName: { } name } => name,
        ObjectKeyExpression { Inner: TemplateExpression { LiteralText: { } text } } => text,
        JsonStringExpression text => text.Text,
        _ => StaticExpression.Keyword(key),
    };

    private (HclType Type, bool IsOptional, TypeDefaults? Defaults, HclValue Default) ReadAttribute(HclExpression expression)
    {
        if (StaticExpression.Call(expression) is not { Name: "optional" } call)
        {
            var (type, defaults) = Read(expression);
            return (type, false, defaults, default);
        }

        if (call.Arguments.Length is not (1 or 2))
        {
            Fail(call, "optional takes the attribute's type and, if there is one, its default.");
            return (HclType.Dynamic, true, null, default);
        }

        var constraint = Read(call.Arguments[0]);
        var value = call.Arguments.Length == 2 ? ReadDefault(call.Arguments[1], constraint) : default;
        return (constraint.Type, true, constraint.Defaults, value);
    }

    private HclValue ReadDefault(HclExpression expression, TypeConstraint constraint)
    {
        var before = diagnostics.Count;
        var given = new Evaluator(s_constants).Evaluate(expression, HclScope.Empty, diagnostics);
        if (diagnostics.Count > before)
        {
            return default;
        }

        // Defaults of what the default itself leaves out are filled in where it is used.
        if (HclConversion.TryConvert(given, constraint.Type, out var value, out var fault))
        {
            return value;
        }

        diagnostics.Add(EvaluationDiagnostics.InvalidOptionalDefault(expression.Source, expression.Span, fault.ToString()));
        return default;
    }

    private static TypeDefaults Defaults(HclType type, Dictionary<string, HclValue> values, Dictionary<string, TypeDefaults> children) =>
        new(type, values, children.Count == 0 ? s_none : children);

    private TypeConstraint Fail(HclExpression expression, string detail)
    {
        diagnostics.Add(EvaluationDiagnostics.InvalidTypeSpecification(expression.Source, expression.Span, detail));
        return TypeConstraint.Any;
    }
}
