using System.Text;
using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins;

/// <summary><c>urlquery.*</c>: application/x-www-form-urlencoded, as Go's net/url has it.</summary>
internal static class UrlQueries
{
    private static readonly RegoType s_texts = RegoType.AnyOf(RegoType.String, RegoType.ArrayOf(RegoType.String), RegoType.SetOf(RegoType.String));

    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("urlquery.encode", [RegoType.String], RegoType.String, static (_, a) => Value.Of(Escape(a.Text(0)))),
        new("urlquery.decode", [RegoType.String], RegoType.String, static (c, a) => Unescape(a.Text(0), out var error) is { } text ? Value.Of(text) : c.Fail(error)),
        new("urlquery.encode_object", [RegoType.ObjectOf(RegoType.String, s_texts)], RegoType.String, EncodeObject),
        new("urlquery.decode_object", [RegoType.String], RegoType.ObjectOf(RegoType.String, RegoType.ArrayOf(RegoType.String)), DecodeObject),
    ];

    internal static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var next in Utf8.Of(text))
        {
            if (char.IsAsciiLetterOrDigit((char)next) || next is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'~')
            {
                escaped.Append((char)next);
            }
            else
            {
                escaped.Append(next == ' ' ? "+" : $"%{next:X2}");
            }
        }

        return escaped.ToString();
    }

    private static string? Unescape(string text, out string error)
    {
        error = "";
        var source = Utf8.Of(text);
        var bytes = new List<byte>(source.Length);
        for (var i = 0; i < source.Length; i++)
        {
            if (source[i] != '%')
            {
                bytes.Add(source[i] == '+' ? (byte)' ' : source[i]);
                continue;
            }

            if (i + 2 >= source.Length || !char.IsAsciiHexDigit((char)source[i + 1]) || !char.IsAsciiHexDigit((char)source[i + 2]))
            {
                error = $"invalid URL escape {GoQuote.Of(Utf8.Text(source.AsSpan(i, Math.Min(3, source.Length - i))))}";
                return null;
            }

            bytes.Add(Convert.FromHexString([(char)source[i + 1], (char)source[i + 2]])[0]);
            i += 2;
        }

        return Utf8.Text([.. bytes]);
    }

    private static Value? EncodeObject(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var obj = (ObjectValue)arguments[0];
        var pairs = new List<string>();
        for (var i = 0; i < obj.Count; i++)
        {
            if (obj.Keys[i] is not StringValue key)
            {
                return context.WrongType(1, "string", obj.Keys[i]);
            }

            if (obj.Values[i] is not (StringValue or ArrayValue or SetValue))
            {
                return context.WrongType(1, "one of {string, set, array}", obj.Values[i]);
            }

            var values = obj.Values[i] is StringValue one ? [one.Value] : Operands.Strings(context, 1, obj.Values[i]);
            if (values is null)
            {
                return null;
            }

            pairs.AddRange(values.Select(value => $"{Escape(key.Value)}={Escape(value)}"));
        }

        return Value.Of(string.Join('&', pairs));
    }

    private static Value? DecodeObject(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var found = new Dictionary<string, List<Value>>(StringComparer.Ordinal);
        foreach (var pair in arguments.Text(0).Split('&'))
        {
            if (pair.Contains(';', StringComparison.Ordinal))
            {
                return context.Fail("invalid semicolon separator in query");
            }

            if (pair.Length == 0)
            {
                continue;
            }

            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (Unescape(equals < 0 ? pair : pair[..equals], out var error) is not { } key
                || Unescape(equals < 0 ? "" : pair[(equals + 1)..], out error) is not { } value)
            {
                return context.Fail(error);
            }

            if (!found.TryGetValue(key, out var values))
            {
                found[key] = values = [];
            }

            values.Add(Value.Of(value));
        }

        var result = new ObjectBuilder(found.Count);
        foreach (var (key, values) in found)
        {
            result.Set(key, ArrayValue.Create([.. values]));
        }

        return result.ToValue();
    }
}
