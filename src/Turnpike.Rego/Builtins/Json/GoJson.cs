using System.Globalization;
using System.Text;
using Turnpike.Text.Patterns;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins;

/// <summary>JSON text as Go's encoding/json writes it: keys sorted as text, <c>&lt;</c>, <c>&gt;</c> and <c>&amp;</c> escaped.</summary>
internal static class GoJson
{
    /// <param name="indent">Null for compact text.</param>
    public static string Write(Value value, string? indent = null, string prefix = "", IStepCounter? steps = null)
    {
        var text = new StringBuilder(prefix);
        Append(text, value, indent, prefix, 0, steps);
        return text.ToString();
    }

    /// <summary>The key an object member gets: its text, or its JSON where it is no string.</summary>
    public static string KeyText(Value key) => key is StringValue text ? text.Value : Write(key);

    /// <summary>Members in the order of their keys as text.</summary>
    public static (string Key, Value Value)[] SortedMembers(ObjectValue obj)
    {
        var members = new (string Key, Value Value)[obj.Count];
        var areStrings = true;
        for (var i = 0; i < members.Length; i++)
        {
            members[i] = (KeyText(obj.Keys[i]), obj.Values[i]);
            areStrings &= obj.Keys[i] is StringValue;
        }

        if (!areStrings)
        {
            Array.Sort(members, static (left, right) => CodePointOrder.Compare(left.Key, right.Key));
        }

        return members;
    }

    private static void Append(StringBuilder text, Value value, string? indent, string prefix, int depth, IStepCounter? steps)
    {
        steps?.Step();
        switch (value)
        {
            case StringValue s:
                AppendString(text, s.Value);
                break;
            case NumberValue number:
                text.Append(number.Text.TrimStart('+'));
                break;
            case BooleanValue boolean:
                text.Append(boolean.Value ? "true" : "false");
                break;
            case ArrayValue or SetValue:
                AppendItems(text, Aggregates.ItemsOf(value), indent, prefix, depth, steps);
                break;
            case ObjectValue obj:
                AppendMembers(text, obj, indent, prefix, depth, steps);
                break;
            default:
                text.Append("null");
                break;
        }
    }

    private static void AppendItems(StringBuilder text, ReadOnlySpan<Value> items, string? indent, string prefix, int depth, IStepCounter? steps)
    {
        text.Append('[');
        for (var i = 0; i < items.Length; i++)
        {
            text.Append(i == 0 ? "" : ",");
            NewLine(text, indent, prefix, depth + 1);
            Append(text, items[i], indent, prefix, depth + 1, steps);
        }

        if (items.Length > 0)
        {
            NewLine(text, indent, prefix, depth);
        }

        text.Append(']');
    }

    private static void AppendMembers(StringBuilder text, ObjectValue obj, string? indent, string prefix, int depth, IStepCounter? steps)
    {
        text.Append('{');
        var isFirst = true;
        foreach (var (key, value) in SortedMembers(obj))
        {
            text.Append(isFirst ? "" : ",");
            isFirst = false;
            NewLine(text, indent, prefix, depth + 1);
            AppendString(text, key);
            text.Append(indent is null ? ":" : ": ");
            Append(text, value, indent, prefix, depth + 1, steps);
        }

        if (!isFirst)
        {
            NewLine(text, indent, prefix, depth);
        }

        text.Append('}');
    }

    private static void NewLine(StringBuilder text, string? indent, string prefix, int depth)
    {
        if (indent is null)
        {
            return;
        }

        text.Append('\n').Append(prefix);
        for (var i = 0; i < depth; i++)
        {
            text.Append(indent);
        }
    }

    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var unit in value)
        {
            switch (unit)
            {
                case '"' or '\\':
                    text.Append('\\').Append(unit);
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case '\b':
                    text.Append("\\b");
                    break;
                case '\f':
                    text.Append("\\f");
                    break;
                case < ' ' or '<' or '>' or '&' or '\u2028' or '\u2029':
                    text.Append("\\u").Append(((int)unit).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    text.Append(unit);
                    break;
            }
        }

        text.Append('"');
    }
}
