using System.Text;
using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins.Templates;

/// <summary><c>strings.render_template</c>, and the functions that templates call.</summary>
internal static class TemplateFunctions
{
    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("strings.render_template", [RegoType.String, RegoType.ObjectOf(RegoType.String, RegoType.Any)], RegoType.String, Render),
    ];

    public static bool IsTrue(Value? value) => value switch
    {
        null or NullValue => false,
        BooleanValue boolean => boolean.Value,

        // Go sees numbers from data as text, which is true; only literals and indexes are numbers to it. Zero is false here.
        NumberValue number => number != Value.Of(0),
        StringValue text => text.Value.Length > 0,
        ArrayValue array => array.Count > 0,
        SetValue set => set.Count > 0,
        ObjectValue obj => obj.Count > 0,
        _ => true,
    };

    /// <summary>As Go's %v.</summary>
    public static string Print(Value? value)
    {
        var text = new StringBuilder();
        Append(text, value, isTop: true);
        return text.ToString();
    }

    public static Value? Call(string name, IReadOnlyList<Value?> arguments) => name switch
    {
        "not" when arguments.Count == 1 => Value.Of(!IsTrue(arguments[0])),
        "len" when arguments.Count == 1 => Length(arguments[0]),
        "eq" when arguments.Count >= 2 => Value.Of(arguments.Skip(1).Any(other => Same(arguments[0], other))),
        "ne" when arguments.Count == 2 => Value.Of(!Same(arguments[0], arguments[1])),
        "lt" when arguments.Count == 2 => Value.Of(Compare(arguments) < 0),
        "le" when arguments.Count == 2 => Value.Of(Compare(arguments) <= 0),
        "gt" when arguments.Count == 2 => Value.Of(Compare(arguments) > 0),
        "ge" when arguments.Count == 2 => Value.Of(Compare(arguments) >= 0),
        "index" when arguments.Count >= 1 => arguments.Skip(1).Aggregate(arguments[0], Index),
        "slice" when arguments.Count >= 1 => Slice(arguments),
        "print" => Value.Of(string.Concat(arguments.Select(Print))),
        "println" => Value.Of(string.Join(' ', arguments.Select(Print)) + "\n"),
        "printf" when arguments.Count >= 1 => Format(arguments),
        "html" => Value.Of(Escape(arguments, "&&amp;", "<&lt;", ">&gt;", "\"&#34;", "'&#39;")),
        "js" => Value.Of(Escape(arguments, "\\\\\\", "'\\'", "\"\\\"", "<\\u003C", ">\\u003E", "&\\u0026", "=\\u003D", "\n\\u000A")),
        "urlquery" => Value.Of(UrlQueries.Escape(string.Concat(arguments.Select(Print)))),
        "not" or "len" or "eq" or "ne" or "lt" or "le" or "gt" or "ge" or "index" or "slice" or "printf" => throw new TemplateException($"wrong number of args for {name}"),
        _ => throw new TemplateException($"function {GoQuote.Of(name)} not defined"),
    };

    private static Value? Render(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        try
        {
            var (main, defined) = TemplateParser.Parse(arguments.Text(0));
            return Value.Of(new TemplateRun(context, defined).Render(main, arguments[1]));
        }
        catch (TemplateException e)
        {
            return context.Fail(e.Message);
        }
    }

    private static void Append(StringBuilder text, Value? value, bool isTop)
    {
        switch (value)
        {
            case null or NullValue:
                text.Append(isTop ? "<no value>" : "<nil>");
                break;
            case StringValue s:
                text.Append(s.Value);
                break;
            case ArrayValue or SetValue:
                text.Append('[');
                var items = Aggregates.ItemsOf(value);
                for (var i = 0; i < items.Length; i++)
                {
                    text.Append(i == 0 ? "" : " ");
                    Append(text, items[i], isTop: false);
                }

                text.Append(']');
                break;
            case ObjectValue obj:
                text.Append("map[");
                var isFirst = true;
                foreach (var (key, member) in GoJson.SortedMembers(obj))
                {
                    text.Append(isFirst ? "" : " ").Append(key).Append(':');
                    isFirst = false;
                    Append(text, member, isTop: false);
                }

                text.Append(']');
                break;
            default:
                text.Append(RegoText.Of(value));
                break;
        }
    }

    private static NumberValue Length(Value? value) => value switch
    {
        StringValue text => Value.Of(Utf8.Of(text.Value).Length),
        ArrayValue array => Value.Of(array.Count),
        SetValue set => Value.Of(set.Count),
        ObjectValue obj => Value.Of(obj.Count),
        _ => throw new TemplateException($"error calling len: len of {Print(value)}"),
    };

    private static bool Same(Value? left, Value? right)
    {
        if (left is null or NullValue || right is null or NullValue)
        {
            return left is null or NullValue && right is null or NullValue;
        }

        return left.Kind == right.Kind ? left == right : throw new TemplateException("error calling eq: incompatible types for comparison");
    }

    private static int Compare(IReadOnlyList<Value?> arguments) => (arguments[0], arguments[1]) switch
    {
        (NumberValue left, NumberValue right) => left.CompareTo(right),
        (StringValue left, StringValue right) => left.CompareTo(right),
        _ => throw new TemplateException("invalid type for comparison"),
    };

    private static Value? Index(Value? collection, Value? key) => (collection, key) switch
    {
        (ObjectValue obj, not null) => obj.Get(key),
        (ArrayValue array, NumberValue) => array.Get(key) ?? throw new TemplateException($"error calling index: index out of range: {Print(key)}"),
        (StringValue text, NumberValue at) when at.TryGetInt32(out var i) && i >= 0 && i < Utf8.Of(text.Value).Length => Value.Of(Utf8.Of(text.Value)[i]),
        _ => throw new TemplateException($"error calling index: can't index item of {Print(collection)}"),
    };

    private static Value Slice(IReadOnlyList<Value?> arguments)
    {
        var length = Length(arguments[0]).TryGetInt32(out var count) ? count : 0;
        var start = arguments.Count > 1 && arguments[1] is NumberValue from && from.TryGetInt32(out var s) ? s : 0;
        var end = arguments.Count > 2 && arguments[2] is NumberValue to && to.TryGetInt32(out var e) ? e : length;
        if (start < 0 || end > length || start > end)
        {
            throw new TemplateException("error calling slice: index out of range");
        }

        return arguments[0] switch
        {
            StringValue text => Value.Of(Utf8.Text(Utf8.Of(text.Value).AsSpan(start, end - start))),
            ArrayValue array => Value.Array(array.Items[start..end]),
            _ => throw new TemplateException("error calling slice: can't slice item"),
        };
    }

    private static StringValue Format(IReadOnlyList<Value?> arguments)
    {
        var values = arguments.Skip(1).Select(static argument => argument ?? Value.Null).ToArray();
        return Sprintf.Format(Print(arguments[0]), values) is { } text
            ? Value.Of(text)
            : throw new TemplateException($"the result has more than {BuiltinContext.MaxLength} characters");
    }

    // Each pair is a character and what stands for it.
    private static string Escape(IReadOnlyList<Value?> arguments, params ReadOnlySpan<string> pairs)
    {
        var escaped = new StringBuilder();
        foreach (var unit in string.Concat(arguments.Select(Print)))
        {
            var replacement = unit.ToString();
            foreach (var pair in pairs)
            {
                replacement = pair[0] == unit ? pair[1..] : replacement;
            }

            escaped.Append(replacement);
        }

        return escaped.ToString();
    }
}
