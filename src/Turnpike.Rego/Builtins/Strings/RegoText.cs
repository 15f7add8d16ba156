using System.Buffers;
using System.Text;
using Turnpike.Text.Patterns;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins;

/// <summary>Values as Rego terms, the way OPA prints them: <c>{"a": [1, "b"]}</c>, <c>set()</c>.</summary>
internal static class RegoText
{
    /// <param name="steps">Told of the work.</param>
    public static string Of(Value value, IStepCounter? steps = null)
    {
        var text = new StringBuilder();
        Append(text, value, steps);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Value value, IStepCounter? steps)
    {
        steps?.Step();
        switch (value)
        {
            case StringValue s:
                GoQuote.Append(text, s.Value, '"', isAscii: false);
                break;
            case NumberValue number:
                text.Append(number.Text);
                break;
            case BooleanValue boolean:
                text.Append(boolean.Value ? "true" : "false");
                break;
            case NullValue:
                text.Append("null");
                break;
            case ArrayValue array:
                AppendItems(text, array.Items, '[', ']', steps);
                break;
            case SetValue { Count: 0 }:
                text.Append("set()");
                break;
            case SetValue set:
                AppendItems(text, set.Items, '{', '}', steps);
                break;
            case ObjectValue obj:
                AppendMembers(text, obj, steps);
                break;
            default:
                text.Append(JsonText.UnknownPlaceholder);
                break;
        }
    }

    private static void AppendItems(StringBuilder text, ReadOnlySpan<Value> items, char open, char close, IStepCounter? steps)
    {
        text.Append(open);
        for (var i = 0; i < items.Length; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            Append(text, items[i], steps);
        }

        text.Append(close);
    }

    private static void AppendMembers(StringBuilder text, ObjectValue obj, IStepCounter? steps)
    {
        text.Append('{');
        for (var i = 0; i < obj.Count; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            Append(text, obj.Keys[i], steps);
            text.Append(": ");
            Append(text, obj.Values[i], steps);
        }

        text.Append('}');
    }
}

/// <summary>Quoted strings as Go's strconv writes them.</summary>
internal static class GoQuote
{
    // Printed as they are whatever the quotes.
    private static readonly SearchValues<char> s_plain = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(static code => (char)code).Where(static unit => unit is not ('"' or '\'' or '`' or '\\'))]);

    public static string Of(string value, bool isAscii = false)
    {
        var text = new StringBuilder(value.Length + 2);
        Append(text, value, '"', isAscii);
        return text.ToString();
    }

    public static void Append(StringBuilder text, string value, char quote, bool isAscii)
    {
        text.Append(quote);
        for (var rest = value.AsSpan(); !rest.IsEmpty;)
        {
            var plain = rest.IndexOfAnyExcept(s_plain);
            text.Append(plain < 0 ? rest : rest[..plain]);
            if (plain < 0)
            {
                break;
            }

            Rune.DecodeFromUtf16(rest[plain..], out var rune, out var length);
            AppendRune(text, rune, quote, isAscii);
            rest = rest[(plain + length)..];
        }

        text.Append(quote);
    }

    public static void AppendRune(StringBuilder text, Rune rune, char quote, bool isAscii)
    {
        var code = rune.Value;
        if (code == quote || code == '\\')
        {
            text.Append('\\').Append((char)code);
        }
        else if (IsPrintable(rune) && (code < 0x80 || !isAscii))
        {
            text.Append(rune.ToString());
        }
        else if ("\a\b\f\n\r\t\v".IndexOf((char)Math.Min(code, 0xFFFF), StringComparison.Ordinal) is >= 0 and var at)
        {
            text.Append('\\').Append("abfnrtv"[at]);
        }
        else
        {
            text.Append(code < 0x80 ? $"\\x{code:x2}" : code < 0x10000 ? $"\\u{code:x4}" : $"\\U{code:x8}");
        }
    }

    /// <summary>Letters, marks, numbers, punctuation, symbols and the ASCII space.</summary>
    public static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        System.Globalization.UnicodeCategory.Control
        or System.Globalization.UnicodeCategory.Format
        or System.Globalization.UnicodeCategory.Surrogate
        or System.Globalization.UnicodeCategory.PrivateUse
        or System.Globalization.UnicodeCategory.OtherNotAssigned
        or System.Globalization.UnicodeCategory.SpaceSeparator
        or System.Globalization.UnicodeCategory.LineSeparator
        or System.Globalization.UnicodeCategory.ParagraphSeparator);
}
