using System.Text;
using Turnpike.Values;

namespace Turnpike.Formats.Backstage;

/// <summary>
/// Writes entities as a catalog-info.yaml: a document each, its members in the order in which people write them. Every text
/// that another reader might take for something else stands in quotes.
/// </summary>
public static class CatalogWriter
{
    private static readonly string[] s_order = ["apiVersion", "kind", "metadata", "spec", "name", "namespace", "title", "description", "labels", "annotations", "tags", "links", "type", "lifecycle", "owner", "system"];

    public static string Write(IEnumerable<ObjectValue> entities)
    {
        var text = new StringBuilder();
        foreach (var entity in entities)
        {
            text.Append("---\n");
            Append(text, entity, 0);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, ObjectValue map, int indent)
    {
        foreach (var (key, value) in Members(map))
        {
            text.Append(' ', indent).Append(Scalar(key)).Append(':');
            AppendValue(text, value, indent);
        }
    }

    private static void AppendValue(StringBuilder text, Value value, int indent)
    {
        switch (value)
        {
            case ObjectValue { Count: > 0 } map:
                text.Append('\n');
                Append(text, map, indent + 2);
                break;
            case ArrayValue { Count: > 0 } items:
                text.Append('\n');
                foreach (var item in items.Items.ToArray())
                {
                    AppendItem(text, item, indent + 2);
                }

                break;
            default:
                text.Append(' ').Append(Flat(value)).Append('\n');
                break;
        }
    }

    private static void AppendItem(StringBuilder text, Value item, int indent)
    {
        text.Append(' ', indent).Append('-');
        if (item is ObjectValue { Count: > 0 } map)
        {
            var first = true;
            foreach (var (key, value) in Members(map))
            {
                text.Append(' ', first ? 1 : indent + 2).Append(Scalar(key)).Append(':');
                AppendValue(text, value, indent + 2);
                first = false;
            }
        }
        else
        {
            AppendValue(text, item, indent);
        }
    }

    private static IEnumerable<(string Key, Value Value)> Members(ObjectValue map) =>
        Enumerable.Range(0, map.Count).Select(i => (Key: ((StringValue)map.Keys[i]).Value, Value: map.Values[i]))
            .OrderBy(static m => Array.IndexOf(s_order, m.Key) is >= 0 and var at ? at : s_order.Length).ThenBy(static m => m.Key, StringComparer.Ordinal);

    private static string Flat(Value value) => value switch
    {
        StringValue text => Scalar(text.Value),
        NumberValue number => number.Text,
        BooleanValue boolean => boolean.Value ? "true" : "false",
        ObjectValue => "{}",
        ArrayValue => "[]",
        _ => "null",
    };

    // Plain where no version of YAML reads anything but text into it.
    private static string Scalar(string text) => IsPlain(text) ? text : Quoted(text);

    private static bool IsPlain(string text) =>
        text.Length > 0 && char.IsAsciiLetter(text[0]) && !char.IsWhiteSpace(text[^1]) && text[^1] != ':'
        && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or '@' or '+' or ' ' or ':' or '(' or ')')
        && !text.Contains(": ", StringComparison.Ordinal)
        && text.ToLowerInvariant() is not ("y" or "n" or "yes" or "no" or "on" or "off" or "true" or "false" or "null");

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                '\n' => quoted.Append("\\n"),
                '\t' => quoted.Append("\\t"),
                '\r' => quoted.Append("\\r"),
                < ' ' or '\u007f' or '\u0085' or '\u2028' or '\u2029' or '\ufeff' => quoted.Append("\\u").Append(((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture)),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }
}
