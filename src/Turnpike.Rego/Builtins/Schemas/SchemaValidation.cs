using System.Globalization;
using Turnpike.Text.Patterns;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins.Schemas;

/// <summary>Judges one document by one schema that has been checked. References stay inside the schema.</summary>
internal sealed class SchemaValidation(BuiltinContext context, Value root)
{
    private const int MaxDepth = 200;
    private const string RootField = "(root)";

    private readonly SchemaReferences _references = new(root);

    public List<SchemaProblem> Validate(Value document)
    {
        var problems = new List<SchemaProblem>();
        Validate(root, document, RootField, problems, 0);
        return problems;
    }

    internal static string KindOf(Value value) => value switch
    {
        NullValue => "null",
        BooleanValue => "boolean",
        NumberValue { IsInteger: true } => "integer",
        NumberValue => "number",
        StringValue => "string",
        ArrayValue => "array",
        _ => "object",
    };

    private void Validate(Value schema, Value value, string field, List<SchemaProblem> problems, int depth)
    {
        context.Step();
        if (depth > MaxDepth)
        {
            throw new SchemaException("the schema refers to itself without end");
        }

        if (schema is BooleanValue always)
        {
            if (!always.Value)
            {
                problems.Add(new SchemaProblem("false", field, "False always fails validation"));
            }

            return;
        }

        var obj = (ObjectValue)schema;
        if (obj.Get("$ref") is StringValue reference)
        {
            Validate(_references.Resolve(reference.Value), value, field, problems, depth + 1);
            return;
        }

        if (obj.Get("type") is { } type && !HasType(type, value))
        {
            var expected = string.Join("/", (type is ArrayValue list ? list.Items.ToArray() : [type]).Select(static t => ((StringValue)t).Value));
            problems.Add(new SchemaProblem("invalid_type", field, $"Invalid type. Expected: {expected}, given: {KindOf(value)}"));
            return;
        }

        Combinations(obj, value, field, problems, depth);
        Common(obj, value, field, problems);
        switch (value)
        {
            case StringValue text:
                Text(obj, text.Value, field, problems);
                break;
            case NumberValue number:
                Number(obj, number, field, problems);
                break;
            case ArrayValue array:
                Items(obj, array, field, problems, depth);
                break;
            case ObjectValue members:
                Members(obj, members, field, problems, depth);
                break;
        }
    }

    private static bool HasType(Value type, Value value)
    {
        var kind = KindOf(value);
        var names = type is ArrayValue list ? list.Items.ToArray() : [type];
        return names.Any(name => name is StringValue text && (text.Value == kind || (text.Value == "number" && kind == "integer")));
    }

    private bool Fits(Value schema, Value value, string field, int depth, out List<SchemaProblem> problems)
    {
        problems = [];
        Validate(schema, value, field, problems, depth + 1);
        return problems.Count == 0;
    }

    private void Combinations(ObjectValue schema, Value value, string field, List<SchemaProblem> problems, int depth)
    {
        foreach (var keyword in (string[])["anyOf", "oneOf"])
        {
            if (schema.Get(keyword) is ArrayValue options)
            {
                Choose(keyword, options, value, field, problems, depth);
            }
        }

        if (schema.Get("allOf") is ArrayValue all)
        {
            var before = problems.Count;
            foreach (var part in all.Items)
            {
                Validate(part, value, field, problems, depth + 1);
            }

            if (problems.Count > before)
            {
                problems.Add(new SchemaProblem("number_all_of", field, "Must validate all the schemas (allOf)"));
            }
        }

        if (schema.Get("not") is { } not && Fits(not, value, field, depth, out _))
        {
            problems.Add(new SchemaProblem("number_not", field, "Must not validate the schema (not)"));
        }

        if (schema.Get("dependencies") is ObjectValue dependencies && value is ObjectValue members)
        {
            Dependencies(dependencies, members, field, problems, depth);
        }

        if (schema.Get("if") is { } condition)
        {
            var holds = Fits(condition, value, field, depth, out _);
            if (schema.Get(holds ? "then" : "else") is { } branch && !Fits(branch, value, field, depth, out var inner))
            {
                problems.Add(holds
                    ? new SchemaProblem("condition_then", field, "Must validate \"then\" as \"if\" was valid")
                    : new SchemaProblem("condition_else", field, "Must validate \"else\" as \"if\" was not valid"));
                problems.AddRange(inner);
            }
        }
    }

    // Where no option fits, the problems of the closest one are the likeliest to help.
    private void Choose(string keyword, ArrayValue options, Value value, string field, List<SchemaProblem> problems, int depth)
    {
        var fitting = 0;
        List<SchemaProblem>? closest = null;
        foreach (var option in options.Items)
        {
            if (Fits(option, value, field, depth, out var inner))
            {
                fitting++;
            }
            else if (closest is null || inner.Count < closest.Count)
            {
                closest = inner;
            }
        }

        if (keyword == "anyOf" ? fitting > 0 : fitting == 1)
        {
            return;
        }

        problems.Add(keyword == "anyOf"
            ? new SchemaProblem("number_any_of", field, "Must validate at least one schema (anyOf)")
            : new SchemaProblem("number_one_of", field, "Must validate one and only one schema (oneOf)"));
        if (fitting == 0)
        {
            problems.AddRange(closest!);
        }
    }

    private void Dependencies(ObjectValue dependencies, ObjectValue members, string field, List<SchemaProblem> problems, int depth)
    {
        for (var i = 0; i < dependencies.Count; i++)
        {
            if (members.Get(dependencies.Keys[i]) is null)
            {
                continue;
            }

            if (dependencies.Values[i] is not ArrayValue names)
            {
                Validate(dependencies.Values[i], members, field, problems, depth + 1);
                continue;
            }

            foreach (var name in names.Items)
            {
                if (members.Get(name) is null)
                {
                    problems.Add(new SchemaProblem("missing_dependency", field, $"Has a dependency on {((StringValue)name).Value}"));
                }
            }
        }
    }

    private static void Common(ObjectValue schema, Value value, string field, List<SchemaProblem> problems)
    {
        if (schema.Get("const") is { } constant && constant != value)
        {
            problems.Add(new SchemaProblem("const", field, $"{field} does not match: {GoJson.Write(constant)}"));
        }

        if (schema.Get("enum") is ArrayValue allowed && !allowed.Items.Contains(value))
        {
            var list = string.Join(", ", allowed.Items.ToArray().Select(static v => GoJson.Write(v)));
            problems.Add(new SchemaProblem("enum", field, $"{field} must be one of the following: {list}"));
        }

        if (value is StringValue text && schema.Get("format") is StringValue format && !SchemaFormats.Fits(format.Value, text.Value))
        {
            problems.Add(new SchemaProblem("format", field, $"Does not match format '{format.Value}'"));
        }
    }

    private void Text(ObjectValue schema, string text, string field, List<SchemaProblem> problems)
    {
        var length = Value.Of(CodePoints.Count(text));
        if (schema.Get("minLength") is NumberValue min && length < min)
        {
            problems.Add(new SchemaProblem("string_gte", field, $"String length must be greater than or equal to {min.Text}"));
        }

        if (schema.Get("maxLength") is NumberValue max && length > max)
        {
            problems.Add(new SchemaProblem("string_lte", field, $"String length must be less than or equal to {max.Text}"));
        }

        if (schema.Get("pattern") is StringValue pattern && !Matches(pattern.Value, text))
        {
            problems.Add(new SchemaProblem("pattern", field, $"Does not match pattern '{pattern.Value}'"));
        }
    }

    private bool Matches(string pattern, string text) => context.Patterns.Get(pattern, Pattern.Regex).IsMatch(text, context);

    private static void Number(ObjectValue schema, NumberValue number, string field, List<SchemaProblem> problems)
    {
        if (schema.Get("multipleOf") is NumberValue factor && !IsMultiple(number, factor))
        {
            problems.Add(new SchemaProblem("multiple_of", field, $"Must be a multiple of {factor.Text}"));
        }

        Bound("maximum", "exclusiveMaximum", static (x, bound) => x <= bound, static (x, bound) => x < bound, "less", "number_lte", "number_lt");
        Bound("minimum", "exclusiveMinimum", static (x, bound) => x >= bound, static (x, bound) => x > bound, "greater", "number_gte", "number_gt");

        void Bound(string keyword, string exclusive, Func<Value, Value, bool> fits, Func<Value, Value, bool> fitsStrictly, string word, string type, string strictType)
        {
            // Draft 4's flag makes the bound exclusive; later drafts give a bound of its own.
            var isFlagged = schema.Get(exclusive) is BooleanValue { Value: true };
            if (schema.Get(keyword) is NumberValue bound && !(isFlagged ? fitsStrictly(number, bound) : fits(number, bound)))
            {
                problems.Add(new SchemaProblem(isFlagged ? strictType : type, field, $"Must be {word} than {(isFlagged ? "" : "or equal to ")}{bound.Text}"));
            }

            if (schema.Get(exclusive) is NumberValue strict && !fitsStrictly(number, strict))
            {
                problems.Add(new SchemaProblem(strictType, field, $"Must be {word} than {strict.Text}"));
            }
        }
    }

    private static bool IsMultiple(NumberValue number, NumberValue factor)
    {
        var (m, e) = number.ToDecimal();
        var (fm, fe) = factor.ToDecimal();
        var shift = e - fe;
        return Math.Abs(shift) > 5000
            || (shift >= 0
                ? (m * System.Numerics.BigInteger.Pow(10, shift) % fm).IsZero
                : (m % (fm * System.Numerics.BigInteger.Pow(10, -shift))).IsZero);
    }

    private void Items(ObjectValue schema, ArrayValue array, string field, List<SchemaProblem> problems, int depth)
    {
        var positional = schema.Get("items") as ArrayValue;
        var every = positional is null ? schema.Get("items") : schema.Get("additionalItems");
        for (var i = 0; i < array.Count; i++)
        {
            var at = Child(field, i.ToString(CultureInfo.InvariantCulture));
            if (positional is not null && i < positional.Count)
            {
                Validate(positional[i], array[i], at, problems, depth + 1);
            }
            else if (positional is not null && every is BooleanValue { Value: false })
            {
                problems.Add(new SchemaProblem("array_no_additional_items", field, "No additional items allowed on array"));
                break;
            }
            else if (every is not null)
            {
                Validate(every, array[i], at, problems, depth + 1);
            }
        }

        Size(schema, array.Count, "minItems", "maxItems", "Array must have at", "items", "array_min_items", "array_max_items", field, problems);
        if (schema.Get("uniqueItems") is BooleanValue { Value: true })
        {
            Unique(array, field, problems);
        }

        if (schema.Get("contains") is { } contains && !array.Items.ToArray().Any(item => Fits(contains, item, field, depth, out _)))
        {
            problems.Add(new SchemaProblem("contains", field, "At least one of the items must match"));
        }
    }

    private static void Unique(ArrayValue array, string field, List<SchemaProblem> problems)
    {
        var seen = new Dictionary<Value, int>();
        for (var i = 0; i < array.Count; i++)
        {
            if (!seen.TryAdd(array[i], i))
            {
                problems.Add(new SchemaProblem("unique", field, $"array items[{seen[array[i]]},{i}] must be unique"));
            }
        }
    }

    private static void Size(ObjectValue schema, int count, string minKey, string maxKey, string start, string what, string minType, string maxType, string field, List<SchemaProblem> problems)
    {
        if (schema.Get(minKey) is NumberValue min && Value.Of(count) < min)
        {
            problems.Add(new SchemaProblem(minType, field, $"{start} least {min.Text} {what}"));
        }

        if (schema.Get(maxKey) is NumberValue max && Value.Of(count) > max)
        {
            problems.Add(new SchemaProblem(maxType, field, $"{start} most {max.Text} {what}"));
        }
    }

    private void Members(ObjectValue schema, ObjectValue members, string field, List<SchemaProblem> problems, int depth)
    {
        Size(schema, members.Count, "minProperties", "maxProperties", "Must have at", "properties", "array_min_properties", "array_max_properties", field, problems);
        if (schema.Get("required") is ArrayValue required)
        {
            foreach (var name in required.Items)
            {
                if (members.Get(name) is null)
                {
                    problems.Add(new SchemaProblem("required", field, $"{((StringValue)name).Value} is required"));
                }
            }
        }

        var properties = schema.Get("properties") as ObjectValue ?? ObjectValue.Empty;
        var patterns = schema.Get("patternProperties") as ObjectValue ?? ObjectValue.Empty;
        for (var i = 0; i < members.Count; i++)
        {
            var name = ((StringValue)members.Keys[i]).Value;
            if (schema.Get("propertyNames") is { } names && !Fits(names, members.Keys[i], field, depth, out _))
            {
                problems.Add(new SchemaProblem("invalid_property_name", field, $"Property name of \"{name}\" does not match"));
            }

            Member(schema, properties, patterns, name, members.Values[i], field, problems, depth);
        }
    }

    private void Member(ObjectValue schema, ObjectValue properties, ObjectValue patterns, string name, Value value, string field, List<SchemaProblem> problems, int depth)
    {
        var isNamed = false;
        if (properties.Get(name) is { } own)
        {
            isNamed = true;
            Validate(own, value, Child(field, name), problems, depth + 1);
        }

        for (var i = 0; i < patterns.Count; i++)
        {
            if (Matches(((StringValue)patterns.Keys[i]).Value, name))
            {
                isNamed = true;
                Validate(patterns.Values[i], value, Child(field, name), problems, depth + 1);
            }
        }

        switch (isNamed ? null : schema.Get("additionalProperties"))
        {
            case BooleanValue { Value: false }:
                problems.Add(new SchemaProblem("additional_property_not_allowed", field, $"Additional property {name} is not allowed"));
                break;
            case ObjectValue others:
                Validate(others, value, Child(field, name), problems, depth + 1);
                break;
        }
    }

    private static string Child(string field, string name) => field == RootField ? name : $"{field}.{name}";
}
