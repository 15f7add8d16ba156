using System.Buffers;
using System.Text;
using Turnpike.Rego.Parsing;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins;

/// <summary>YAML in block style, keys sorted, lists at the depth of their key, as Kubernetes' tools write it.</summary>
internal static class YamlWriter
{
    private static readonly SearchValues<char> s_indicators = SearchValues.Create("-?:,[]{}#&*!|>'\"%@`");

    public static string Write(Value value)
    {
        var text = new StringBuilder();
        Append(text, value, 0, isInline: true);
        return text.ToString();
    }

    /// <param name="isInline">The cursor stands where the first line of the value begins.</param>
    private static void Append(StringBuilder text, Value value, int indent, bool isInline)
    {
        switch (value)
        {
            case ArrayValue { Count: > 0 } or SetValue { Count: > 0 }:
                foreach (var item in Aggregates.ItemsOf(value))
                {
                    text.Append(' ', isInline ? 0 : indent).Append("- ");
                    isInline = false;
                    Append(text, item, indent + 2, isInline: true);
                }

                break;
            case ObjectValue { Count: > 0 } obj:
                foreach (var (key, member) in GoJson.SortedMembers(obj))
                {
                    text.Append(' ', isInline ? 0 : indent);
                    isInline = false;
                    AppendMember(text, key, member, indent);
                }

                break;
            default:
                text.Append(Scalar(value, indent)).Append('\n');
                break;
        }
    }

    private static void AppendMember(StringBuilder text, string key, Value member, int indent)
    {
        text.Append(Quoted(key)).Append(':');
        switch (member)
        {
            case ArrayValue { Count: > 0 } or SetValue { Count: > 0 }:
                text.Append('\n');
                Append(text, member, indent, isInline: false);
                break;
            case ObjectValue { Count: > 0 }:
                text.Append('\n');
                Append(text, member, indent + 2, isInline: false);
                break;
            default:
                text.Append(' ').Append(Scalar(member, indent + 2)).Append('\n');
                break;
        }
    }

    private static string Scalar(Value value, int indent) => value switch
    {
        StringValue text when text.Value.Contains('\n', StringComparison.Ordinal) && IsBlockSafe(text.Value) => Literal(text.Value, indent),
        StringValue text => Quoted(text.Value),
        ArrayValue or SetValue => "[]",
        ObjectValue => "{}",
        _ => GoJson.Write(value),
    };

    private static bool IsBlockSafe(string text) =>
        !char.IsWhiteSpace(text[0]) && !text.EnumerateRunes().Any(static r => r.Value != '\n' && !GoQuote.IsPrintable(r)) && !text.Contains(" \n", StringComparison.Ordinal);

    private static string Literal(string text, int indent)
    {
        var head = text.EndsWith("\n\n", StringComparison.Ordinal) ? "|+" : text.EndsWith('\n') ? "|" : "|-";
        var lines = (text.EndsWith('\n') ? text[..^1] : text).Split('\n');
        var pad = new string(' ', Math.Max(2, indent));
        return head + "\n" + string.Join('\n', lines.Select(line => line.Length == 0 ? "" : pad + line));
    }

    private static string Quoted(string text)
    {
        if (text.Length == 0)
        {
            return "\"\"";
        }

        if (text.EnumerateRunes().Any(static r => !GoQuote.IsPrintable(r)))
        {
            return GoQuote.Of(text);
        }

        var isPlain = !s_indicators.Contains(text[0])
            && !text.Contains(": ", StringComparison.Ordinal)
            && !text.Contains(" #", StringComparison.Ordinal)
            && !text.EndsWith(':')
            && text.Trim() == text;
        if (!isPlain)
        {
            return $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
        }

        // What reads back as something else must be quoted, in YAML 1.1's terms too.
        return MetadataYaml.Read(text, out _) is StringValue && text.ToLowerInvariant() is not ("y" or "n" or "yes" or "no" or "on" or "off")
            ? text
            : $"\"{text}\"";
    }
}
