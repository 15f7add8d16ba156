using Turnpike.Rego.Builtins;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Rego.Tests.Builtins;

/// <summary>Calls builtins directly, with arguments written as JSON (an object <c>{"$set": [...]}</c> is a set).</summary>
internal static class BuiltinCalls
{
    /// <summary>The result as JSON, <c>undefined</c>, or the failure as <c>code: message</c>.</summary>
    public static string Call(string name, params string[] arguments) => Call(name, arguments.Select(Parse).ToArray());

    public static string Call(string name, ReadOnlySpan<Value> arguments)
    {
        var context = new BuiltinContext { Now = 1_700_000_000_000_000_000, Seed = 1 };
        var builtin = BuiltinRegistry.Default.Find(name) ?? throw new ArgumentException(name);
        Assert.Equal(builtin.Parameters.Count, arguments.Length);
        var result = builtin.Invoke(context, arguments);
        return context.TakeFailure() is { } failure ? $"{failure.Code}: {failure.Message}"
            : result is null ? "undefined"
            : Show(result);
    }

    public static Value Parse(string json)
    {
        var diagnostics = new DiagnosticBag();
        var value = JsonReader.Read(SourceText.From("argument", json), diagnostics);
        Assert.Empty(diagnostics);
        return WithSets(value!);
    }

    public static string Show(Value value) => value switch
    {
        SetValue set => "{\"$set\":[" + string.Join(",", set.Items.ToArray().Select(Show)) + "]}",
        ArrayValue array => "[" + string.Join(",", array.Items.ToArray().Select(Show)) + "]",
        ObjectValue obj => "{" + string.Join(",", obj.Keys.ToArray().Zip(obj.Values.ToArray(), (k, v) => Show(k) + ":" + Show(v))) + "}",
        StringValue => RegoText.Of(value),
        _ => value.ToString(),
    };

    private static Value WithSets(Value value)
    {
        switch (value)
        {
            case ArrayValue array:
                return Value.Array([.. array.Items.ToArray().Select(WithSets)]);
            case ObjectValue obj when obj.Get("$set") is ArrayValue members:
                return Value.Set([.. members.Items.ToArray().Select(WithSets)]);
            case ObjectValue obj:
                var builder = new ObjectBuilder();
                for (var i = 0; i < obj.Count; i++)
                {
                    builder.Set(obj.Keys[i], WithSets(obj.Values[i]));
                }

                return builder.ToValue();
            default:
                return value;
        }
    }
}
