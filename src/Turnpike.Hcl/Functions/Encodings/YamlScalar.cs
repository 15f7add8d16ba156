using System.Buffers;
using System.Globalization;
using System.Numerics;
using Turnpike.Hcl.Functions.Times;
using Turnpike.Hcl.Types;
using Turnpike.Values;
using YamlDotNet.Core;

namespace Turnpike.Hcl.Functions.Encodings;

/// <summary>What a scalar of YAML 1.1 means to Terraform: a date becomes a timestamp, <c>012</c> is twelve, <c>1_000</c> is text.</summary>
internal static class YamlScalar
{
    private const string CoreTag = "tag:yaml.org,2002:";

    private static readonly SearchValues<char> s_decimal = SearchValues.Create("0123456789+-.eE");

    /// <summary>Null where the text does not fit its tag.</summary>
    public static HclValue? Resolve(string text, string tag, ScalarStyle style, out string fault)
    {
        var isPlain = style == ScalarStyle.Plain;
        fault = $"{Quotation.Of(text)} does not fit the tag {tag}";
        var kind = tag.StartsWith(CoreTag, StringComparison.Ordinal) ? tag[CoreTag.Length..] : tag;
        if (kind is not ("" or "str" or "bool" or "int" or "float" or "null" or "timestamp" or "binary"))
        {
            fault = $"the tag {Quotation.Of(tag)} is not known";
            return null;
        }

        if (isPlain && text is ".nan" or ".NaN" or ".NAN" && kind is not ("str" or "binary"))
        {
            fault = "there is no number \"not a number\"";
            return null;
        }

        if (kind == "binary" && Base64Text.Decode(text) is null)
        {
            return null;
        }

        if (style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted || kind is "str" or "binary")
        {
            return HclValue.String(text);
        }

        // In a block, too, a null and a date are told from text, but not a number.
        if (!isPlain)
        {
            return Word(text) is { IsNull: true } ? HclValue.Null(HclType.String) : Date(text) ?? HclValue.String(text);
        }

        return Word(text) ?? Number(text) ?? Date(text) ?? (kind switch
        {
            "" => HclValue.String(text),
            "null" => HclValue.DynamicNull,
            _ => null,
        });
    }

    private static HclValue? Word(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => HclValue.DynamicNull,
        "y" or "Y" or "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON" => HclValue.True,
        "n" or "N" or "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF" => HclValue.False,
        ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" => HclValue.Number(BinaryNumber.PositiveInfinity),
        "-.inf" or "-.Inf" or "-.INF" => HclValue.Number(BinaryNumber.NegativeInfinity),
        _ => null,
    };

    private static HclValue? Number(string text)
    {
        if (!(char.IsAsciiDigit(text[0]) || text[0] is '+' or '-' or '.'))
        {
            return null;
        }

        if (text.StartsWith("0x", StringComparison.Ordinal) || text.StartsWith("0o", StringComparison.Ordinal))
        {
            return WithRadix(text.AsSpan(2), text[1] == 'x' ? 16 : 8);
        }

        return text.AsSpan().IndexOfAnyExcept(s_decimal) < 0 && HclNumber.TryParse(text, out var number) ? HclValue.Number(number) : null;
    }

    private static HclValue? WithRadix(ReadOnlySpan<char> digits, int radix)
    {
        var value = BigInteger.Zero;
        foreach (var digit in digits)
        {
            var number = char.IsAsciiHexDigit(digit) ? int.Parse([digit], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : radix;
            if (number >= radix)
            {
                return null;
            }

            value = (value * radix) + number;
        }

        return digits.Length == 0 || value > ulong.MaxValue ? null : HclValue.Number(HclNumber.OfInteger(value));
    }

    // A date, with a time or without, with fields of one digit too; it becomes RFC 3339.
    private static HclValue? Date(string text)
    {
        if (text.Length < 6 || text.AsSpan().IndexOfAnyExceptInRange('0', '9') != 4 || text[4] != '-')
        {
            return null;
        }

        var split = text.AsSpan().IndexOfAny("Tt ");
        var date = (split < 0 ? text : text[..split]).Split('-');
        var time = split < 0 ? "00:00:00Z" : text[(split + 1)..];
        if (date.Length != 3)
        {
            return null;
        }

        if (split >= 0 && text[split] == ' ')
        {
            time += "Z";
        }

        var clock = time.Split(':', 3);
        if (clock.Length != 3)
        {
            return null;
        }

        var end = clock[2].AsSpan().IndexOfAnyExceptInRange('0', '9');
        var second = end < 0 ? clock[2] : clock[2][..end];
        var whole = $"{date[0]}-{Two(date[1])}-{Two(date[2])}T{Two(clock[0])}:{Two(clock[1])}:{Two(second)}{(end < 0 ? "" : clock[2][end..])}";
        return TimestampParser.TryParse(whole, isLenient: true, out var timestamp, out _) ? HclValue.String(timestamp.ToString()) : null;
    }

    private static string Two(string digits) => digits.Length == 1 ? "0" + digits : digits;
}
