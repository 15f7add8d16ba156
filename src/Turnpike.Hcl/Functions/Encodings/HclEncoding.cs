using System.Text;
using Turnpike.Hcl.Functions.Strings;
using Turnpike.Hcl.Types;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Hcl.Functions.Encodings;

/// <summary>Values as expressions of HCL, laid out as <c>terraform fmt</c> lays them out.</summary>
internal static class HclEncoding
{
    /// <summary>A value without unknowns.</summary>
    public static string Expression(HclValue value)
    {
        var text = new StringBuilder();
        Append(text, value.Value);
        return HclLayout.Format(text.ToString());
    }

    /// <summary>Definitions of variables, one for each attribute.</summary>
    public static string Definitions(HclValue value)
    {
        var text = new StringBuilder();
        for (var i = 0; i < value.Count; i++)
        {
            text.Append(value.KeyAt(i)).Append(HclLayout.Assign);
            Append(text, value.ElementAt(i).Value);
            text.Append('\n');
        }

        return HclLayout.Format(text.ToString());
    }

    private static void Append(StringBuilder text, Value value)
    {
        switch (value)
        {
            case StringValue s:
                HclQuote.Append(text, s.Value);
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
        text.Append(HclLayout.Open).Append('[');
        for (var i = 0; i < items.Length; i++)
        {
            text.Append(i > 0 ? ", " : "");
            Append(text, items[i]);
        }

        text.Append(HclLayout.Close).Append(']');
    }

    private static void AppendMembers(StringBuilder text, ObjectValue o)
    {
        text.Append(HclLayout.Open).Append('{').Append(o.Count > 0 ? "\n" : "");
        for (var i = 0; i < o.Count; i++)
        {
            var key = ((StringValue)o.Keys[i]).Value;
            if (Identifiers.IsValid(key))
            {
                text.Append(key);
            }
            else
            {
                HclQuote.Append(text, key);
            }

            text.Append(HclLayout.Assign);
            Append(text, o.Values[i]);
            text.Append('\n');
        }

        text.Append(HclLayout.Close).Append('}');
    }
}

/// <summary>
/// Indents lines by the brackets that open on them and puts the equal signs of lines that follow each other below one
/// another. Brackets and equal signs that count are marked in the text, since strings hold others.
/// </summary>
internal static class HclLayout
{
    // Control characters, which quoted text has escaped.
    public const char Open = '\u0001';
    public const char Close = '\u0002';
    public const char Assign = '\u0003';

    public static string Format(string marked)
    {
        var lines = marked.Split('\n');
        var indents = Indents(lines);
        var text = new StringBuilder(marked.Length);
        for (var i = 0; i < lines.Length;)
        {
            var chain = Chain(lines, i);
            var width = 0;
            for (var at = i; at < i + chain; at++)
            {
                width = Math.Max(width, NameWidth(lines[at], indents[at]));
            }

            for (var end = i + Math.Max(1, chain); i < end; i++)
            {
                AppendLine(text, lines[i], indents[i], chain > 0 ? width - NameWidth(lines[i], indents[i]) : 0);
                text.Append(i < lines.Length - 1 ? "\n" : "");
            }
        }

        return text.ToString();
    }

    // How many lines from here on assign something that ends on the line.
    private static int Chain(string[] lines, int start)
    {
        var end = start;
        while (end < lines.Length && lines[end].Contains(Assign, StringComparison.Ordinal) && Balance(lines[end]) == 0)
        {
            end++;
        }

        return end - start;
    }

    private static int NameWidth(string line, int indent) => indent + Graphemes.Count(line[..line.IndexOf(Assign, StringComparison.Ordinal)]);

    private static int Balance(string line) => line.AsSpan().Count(Open) - line.AsSpan().Count(Close);

    // Brackets that open on one line indent once, however many they are.
    private static int[] Indents(string[] lines)
    {
        var indents = new int[lines.Length];
        var opened = new Stack<int>();
        for (var i = 0; i < lines.Length; i++)
        {
            var balance = Balance(lines[i]);
            for (var closed = -balance; closed > 0 && opened.Count > 0;)
            {
                var count = opened.Pop();
                if (closed < count)
                {
                    opened.Push(count - closed);
                }

                closed -= count;
            }

            indents[i] = 2 * opened.Count;
            if (balance > 0)
            {
                opened.Push(balance);
            }
        }

        return indents;
    }

    private static void AppendLine(StringBuilder text, string line, int indent, int padding)
    {
        text.Append(' ', line.Length > 0 ? indent : 0);
        foreach (var unit in line)
        {
            if (unit == Assign)
            {
                text.Append(' ', padding).Append(" = ");
            }
            else if (unit is not (Open or Close))
            {
                text.Append(unit);
            }
        }
    }
}
