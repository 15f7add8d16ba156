using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Turnpike.Values;

namespace Turnpike.Formats.Yaml;

/// <summary>
/// What a plain scalar means to Kubernetes: YAML 1.1 as Go's yaml.v2 resolves it before it becomes JSON, so <c>yes</c>,
/// <c>on</c> and <c>y</c> are booleans, <c>0755</c> is octal, <c>1_000</c> a number, and a date stays text.
/// </summary>
internal static partial class YamlScalar
{
    private static readonly SearchValues<char> s_hexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>The value; null where the text would be a number that JSON cannot hold (<c>.inf</c>) or that is past the limit.</summary>
    public static Value? Resolve(string text, int maxNumberLength)
    {
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return Value.Null;
            case "y" or "Y" or "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON":
                return Value.True;
            case "n" or "N" or "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF":
                return Value.False;
            case ".nan" or ".NaN" or ".NAN" or ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" or "-.inf" or "-.Inf" or "-.INF":
                return null;
        }

        if (!(char.IsAsciiDigit(text[0]) || text[0] is '+' or '-' or '.'))
        {
            return Value.Of(text);
        }

        // Underscores part digits, except after a leading point, where Go reads a plain float.
        var plain = text[0] == '.' ? text : text.Replace("_", "", StringComparison.Ordinal);
        if (Float().IsMatch(plain) && !IsOctal(plain))
        {
            return Decimal(text, ToJson(plain), maxNumberLength);
        }

        return WithRadix(plain, maxNumberLength, out var isNumber) is { } integer ? integer : isNumber ? null : Value.Of(text);
    }

    private static Value? Decimal(string text, string json, int maxLength)
    {
        // Go reads these as doubles, and as text past their range: 12e4567 is an abbreviated commit, not a number.
        if (json.Length <= maxLength && json.Contains('e', StringComparison.OrdinalIgnoreCase))
        {
            var nearest = double.Parse(json, NumberStyles.Float, CultureInfo.InvariantCulture);
            if (double.IsInfinity(nearest) || nearest == 0)
            {
                return double.IsInfinity(nearest) ? Value.Of(text) : Value.Of(0);
            }
        }

        return NumberValue.TryParse(json, out var number, maxLength) ? number : null;
    }

    private static bool IsOctal(string text)
    {
        var digits = text.AsSpan().TrimStart("+-");
        return digits.Length > 1 && digits[0] == '0' && digits.IndexOfAnyExceptInRange('0', '7') < 0;
    }

    private static NumberValue? WithRadix(string text, int maxLength, out bool isNumber)
    {
        var digits = text.AsSpan(text[0] is '+' or '-' ? 1 : 0);
        (int Radix, int Skip) form = digits switch
        {
            ['0', 'x' or 'X', ..] => (16, 2),
            ['0', 'b' or 'B', ..] => (2, 2),
            ['0', 'o' or 'O', ..] => (8, 2),
            ['0', _, ..] => (8, 1),
            _ => (0, 0),
        };
        digits = digits[form.Skip..];
        isNumber = form.Radix != 0 && digits.Length > 0 && AllOf(digits, form.Radix);
        if (!isNumber || digits.Length > maxLength)
        {
            return null;
        }

        var value = BigInteger.Zero;
        foreach (var digit in digits)
        {
            value = (value * form.Radix) + "0123456789abcdef".IndexOf(char.ToLowerInvariant(digit));
        }

        return Value.Of(text[0] == '-' ? -value : value);
    }

    private static bool AllOf(ReadOnlySpan<char> digits, int radix) => radix switch
    {
        16 => digits.IndexOfAnyExcept(s_hexDigits) < 0,
        8 => digits.IndexOfAnyExceptInRange('0', '7') < 0,
        _ => digits.IndexOfAnyExceptInRange('0', '1') < 0,
    };

    // YAML allows "+1", "1." and ".5", and leading zeros before a fraction; JSON does not.
    private static string ToJson(string text)
    {
        var sign = text[0] == '-' ? "-" : "";
        var rest = text.TrimStart('+', '-');
        var exponentAt = rest.IndexOfAny(['e', 'E']);
        var exponent = exponentAt < 0 ? "" : rest[exponentAt..];
        var digits = exponentAt < 0 ? rest : rest[..exponentAt];
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var whole = (point < 0 ? digits : digits[..point]).TrimStart('0');
        var fraction = point < 0 ? "" : digits[(point + 1)..];
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{(whole.Length == 0 ? "0" : whole)}{(fraction.Length == 0 ? "" : ".")}{fraction}{exponent}");
    }

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Float();
}
