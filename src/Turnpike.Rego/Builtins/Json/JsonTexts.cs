using Turnpike.Rego.Parsing;
using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins;

/// <summary>Values to and from JSON and YAML text.</summary>
internal static class JsonTexts
{
    private static readonly RegoType s_options = RegoType.ObjectOf(RegoType.String, RegoType.Any);

    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("json.marshal", [RegoType.Any], RegoType.String, static (c, a) => Value.Of(GoJson.Write(a[0], steps: c))) { IsTotal = true },
        new("json.marshal_with_options", [RegoType.Any, s_options], RegoType.String, MarshalWithOptions),
        new("json.unmarshal", [RegoType.String], RegoType.Any, static (c, a) => LenientJson.Read(a.Text(0), out var error, c) ?? c.Fail(error)),
        new("json.is_valid", [RegoType.Any], RegoType.Boolean, static (context, a) => Value.Of(a[0] is StringValue text && LenientJson.Read(text.Value, out var _) is not null)) { IsTotal = true },
        new("yaml.marshal", [RegoType.Any], RegoType.String, static (_, a) => Value.Of(YamlWriter.Write(a[0]))) { IsTotal = true },
        new("yaml.unmarshal", [RegoType.String], RegoType.Any, UnmarshalYaml),
        new("yaml.is_valid", [RegoType.Any], RegoType.Boolean, static (_, a) => Value.Of(a[0] is StringValue text && IsYaml(text.Value))) { IsTotal = true },
    ];

    private static Value? MarshalWithOptions(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var options = (ObjectValue)arguments[1];
        bool? isPretty = null;
        var (prefix, indent) = ("", "\t");
        for (var i = 0; i < options.Count; i++)
        {
            switch (options.Keys[i], options.Values[i])
            {
                case (StringValue { Value: "pretty" }, BooleanValue flag):
                    isPretty = flag.Value;
                    break;
                case (StringValue { Value: "prefix" }, StringValue text):
                    prefix = text.Value;
                    break;
                case (StringValue { Value: "indent" }, StringValue text):
                    indent = text.Value;
                    break;
                case (StringValue { Value: "pretty" }, var other):
                    return context.WrongType(2, "boolean", other);
                case (StringValue { Value: "prefix" or "indent" }, var other):
                    return context.WrongType(2, "string", other);
                case (var key, _):
                    return context.Fail(BuiltinError.Type, $"operand 2 object contained unknown key {RegoText.Of(key)}");
            }
        }

        return Value.Of(isPretty ?? options.Count > 0 ? GoJson.Write(arguments[0], indent, prefix) : GoJson.Write(arguments[0]));
    }

    private static Value? UnmarshalYaml(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var value = MetadataYaml.ReadData(arguments.Text(0), lastWins: true, out var fault);
        return fault is var (message, line, _) ? context.Fail($"yaml: line {line}: {message}") : value ?? Value.Null;
    }

    private static bool IsYaml(string text)
    {
        MetadataYaml.ReadData(text, lastWins: true, out var fault);
        return fault is null;
    }
}
