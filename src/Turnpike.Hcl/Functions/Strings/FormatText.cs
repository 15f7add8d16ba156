using System.Globalization;
using System.Numerics;
using System.Text;
using Turnpike.Hcl.Functions.Encodings;
using Turnpike.Hcl.Types;
using Turnpike.Values;

namespace Turnpike.Hcl.Functions.Strings;

/// <summary>Values written by a format such as <c>%-10s|%05d</c>.</summary>
internal ref struct FormatText
{
    private readonly string _format;
    private readonly ReadOnlySpan<HclValue> _arguments;
    private readonly StringBuilder _text = new();
    private int _used;
    private string? _fault;

    private FormatText(string format, ReadOnlySpan<HclValue> arguments)
    {
        _format = format;
        _arguments = arguments;
    }

    /// <param name="used">How many arguments the format asked for; more than there are is a fault already.</param>
    public static bool TryWrite(string format, ReadOnlySpan<HclValue> arguments, int maxLength, out string text, out int used, out string fault)
    {
        var run = new FormatText(format, arguments);
        run.Write(maxLength);
        (text, used, fault) = (run._text.ToString(), run._used, run._fault ?? "");
        return run._fault is null;
    }

    private void Write(int maxLength)
    {
        var next = 0;
        for (var at = 0; at < _format.Length && _fault is null;)
        {
            if (_format[at] != '%')
            {
                _text.Append(_format[at++]);
            }
            else if (at + 1 < _format.Length && _format[at + 1] == '%')
            {
                _text.Append('%');
                at += 2;
            }
            else if (FormatVerb.TryRead(_format, ref at, next, out var verb, out var fault))
            {
                Append(verb);
                next = verb.Argument + 1;
            }
            else
            {
                _fault = fault;
            }

            _fault ??= _text.Length > maxLength ? "the formatted text is too long" : null;
        }
    }

    private void Append(FormatVerb verb)
    {
        _used = Math.Max(_used, verb.Argument + 1);
        if (verb.Argument >= _arguments.Length)
        {
            _fault = $"{Quotation.Of(verb.Raw)} needs argument {verb.Argument + 1}, but {_arguments.Length} follow the format";
            return;
        }

        var value = _arguments[verb.Argument];
        if (verb.Mode != 'v' && value.IsNull)
        {
            Refuse(verb, "a null value cannot be formatted");
            return;
        }

        switch (verb.Mode)
        {
            case 'v':
                AppendPadded(verb, AsIs(verb, value));
                break;
            case 't' when TryConvert(verb, value, HclType.Boolean, out var flag):
                _text.Append(flag.AsBoolean() ? "true" : "false");
                break;
            case 's' or 'q' when TryConvert(verb, value, HclType.String, out var text):
                AppendString(verb, text.AsString());
                break;
            case 'b' or 'd' or 'o' or 'x' or 'X' when TryConvert(verb, value, HclType.Number, out var number):
                AppendInteger(verb, number);
                break;
            case 'e' or 'E' or 'f' or 'g' or 'G' when TryConvert(verb, value, HclType.Number, out var number):
                AppendFloat(verb, number.AsNumber());
                break;
            default:
                Refuse(verb, "there is no such verb");
                break;
        }
    }

    private bool TryConvert(FormatVerb verb, HclValue value, HclType type, out HclValue result)
    {
        if (!HclConversion.TryConvert(value, type, out result, out var fault))
        {
            Refuse(verb, fault.ToString());
        }

        return _fault is null;
    }

    private void Refuse(FormatVerb verb, string why) => _fault ??= $"argument {verb.Argument + 1} does not go with {Quotation.Of(verb.Raw)}: {why}";

    private static string AsIs(FormatVerb verb, HclValue value) => value.Value switch
    {
        StringValue text when !verb.Sharp => text.Value,
        NumberValue number when !verb.Sharp => NumberText.Write(number, 'g', -1),
        _ => JsonEncoding.Write(value),
    };

    private void AppendString(FormatVerb verb, string text)
    {
        if (verb.Precision > 0)
        {
            text = text[..Graphemes.Skip(text, 0, verb.Precision)];
        }

        AppendPadded(verb, verb.Mode == 'q' ? JsonEncoding.Quote(text) : text);
    }

    // Widths count characters as readers do; zeros may stand on either side.
    private void AppendPadded(FormatVerb verb, string text)
    {
        var padding = new string(verb.Zero ? '0' : ' ', Math.Max(0, verb.Width - Graphemes.Count(text)));
        _text.Append(verb.Minus ? text : padding).Append(verb.Minus ? padding : text);
    }

    private void AppendInteger(FormatVerb verb, HclValue value)
    {
        if (!Integers.TryGet(value, out BigInteger number, out _) || HclNumber.ToBinary(value.AsNumber()).IsInfinite)
        {
            Refuse(verb, "a whole number is required");
            return;
        }

        var digits = Digits(verb.Mode, BigInteger.Abs(number));
        if (number.IsZero && verb.Precision == 0)
        {
            return;
        }

        var prefix = Sign(verb, number.Sign < 0) + (verb.Sharp ? verb.Mode switch { 'b' => "0b", 'o' => "0", 'x' => "0x", 'X' => "0X", _ => "" } : "");
        var zeros = Math.Max(0, verb.Precision - digits.Length);
        var padding = Math.Max(0, verb.Width - prefix.Length - zeros - digits.Length);
        if (verb is { Minus: false, Zero: true, Precision: < 0 })
        {
            (zeros, padding) = (padding, 0);
        }

        _text.Append(' ', verb.Minus ? 0 : padding).Append(prefix).Append('0', zeros).Append(digits).Append(' ', verb.Minus ? padding : 0);
    }

    private void AppendFloat(FormatVerb verb, NumberValue number)
    {
        var text = NumberText.Write(number, verb.Mode, verb.Precision >= 0 ? verb.Precision : verb.Mode is 'g' or 'G' ? -1 : 6);
        var isInfinite = text[^1] == 'f';
        var isNegative = text[0] == '-';
        text = text.TrimStart('-', '+');
        var sign = isInfinite && !isNegative && !verb.Space ? "+" : Sign(verb, isNegative);
        var padding = Math.Max(0, verb.Width - sign.Length - text.Length);
        if (verb.Zero && !isInfinite)
        {
            _text.Append(sign).Append('0', padding).Append(text);
        }
        else
        {
            _text.Append(' ', verb.Minus ? 0 : padding).Append(sign).Append(text).Append(' ', verb.Minus ? padding : 0);
        }
    }

    private static string Sign(FormatVerb verb, bool isNegative) => isNegative ? "-" : verb.Plus ? "+" : verb.Space ? " " : "";

    private static string Digits(char mode, BigInteger magnitude)
    {
        if (magnitude.IsZero)
        {
            return "0";
        }

        // The leading zero that keeps hexadecimal and binary text positive is not wanted.
        return mode switch
        {
            'x' => magnitude.ToString("x", CultureInfo.InvariantCulture).TrimStart('0'),
            'X' => magnitude.ToString("X", CultureInfo.InvariantCulture).TrimStart('0'),
            'b' => magnitude.ToString("b", CultureInfo.InvariantCulture).TrimStart('0'),
            'o' => Octal(magnitude),
            _ => magnitude.ToString(CultureInfo.InvariantCulture),
        };
    }

    private static string Octal(BigInteger magnitude)
    {
        var digits = new StringBuilder();
        for (; !magnitude.IsZero; magnitude >>= 3)
        {
            digits.Insert(0, (char)('0' + (int)(magnitude & 7)));
        }

        return digits.ToString();
    }
}
