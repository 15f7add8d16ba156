using System.Globalization;
using System.Text;
using Turnpike.Hcl.Types;
using Turnpike.Values;

namespace Turnpike.Hcl.Functions.Encodings;

/// <summary>JSON as Terraform writes it: compact, keys in order, and what could end an HTML script escaped.</summary>
internal static class JsonEncoding
{
    /// <summary>A value without unknowns; marks are not looked at.</summary>
    public static string Write(HclValue value)
    {
        var text = new StringBuilder();
        Append(text, value.Value);
        return text.ToString();
    }

    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2);
        AppendQuoted(quoted, text);
        return quoted.ToString();
    }

    private static void Append(StringBuilder text, Value value)
    {
        switch (value)
        {
            case StringValue s:
                AppendQuoted(text, s.Value);
                break;
            case NumberValue number:
                text.Append(HclNumber.ToText(number));
                break;
            case BooleanValue boolean:
                text.Append(boolean.Value ? "true" : "false");
                break;
            case ArrayValue array:
                AppendItems(text, array.Items);
                break;
            case SetValue set:
                AppendItems(text, set.Unordered);
                break;
            case ObjectValue o:
                AppendMembers(text, o);
                break;
            default:
                text.Append("null");
                break;
        }
    }

    private static void AppendItems(StringBuilder text, ReadOnlySpan<Value> items)
    {
        text.Append('[');
        for (var i = 0; i < items.Length; i++)
        {
            text.Append(i > 0 ? "," : "");
            Append(text, items[i]);
        }

        text.Append(']');
    }

    private static void AppendMembers(StringBuilder text, ObjectValue o)
    {
        text.Append('{');
        for (var i = 0; i < o.Count; i++)
        {
            text.Append(i > 0 ? "," : "");
            AppendQuoted(text, ((StringValue)o.Keys[i]).Value);
            text.Append(':');
            Append(text, o.Values[i]);
        }

        text.Append('}');
    }

    private static void AppendQuoted(StringBuilder result, string text)
    {
        result.Append('"');
        foreach (var unit in text)
        {
            switch (unit)
            {
                case '"' or '\\':
                    result.Append('\\').Append(unit);
                    break;
                case '\b':
                    result.Append("\\b");
                    break;
                case '\f':
                    result.Append("\\f");
                    break;
                case '\n':
                    result.Append("\\n");
                    break;
                case '\r':
                    result.Append("\\r");
                    break;
                case '\t':
                    result.Append("\\t");
                    break;
                case < ' ' or '<' or '>' or '&' or '\u2028' or '\u2029':
                    result.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
                    break;
                default:
                    result.Append(unit);
                    break;
            }
        }

        result.Append('"');
    }
}
