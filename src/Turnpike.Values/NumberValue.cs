using System.Globalization;
using System.Numerics;

namespace Turnpike.Values;

/// <summary>
/// An exact number: a 64-bit integer where it fits, else a decimal of any precision. The text it was read from is
/// kept where it says more than the value (<c>1.0</c>, <c>1e3</c>), since tools print it back.
/// </summary>
public sealed class NumberValue : Value
{
    private const int FirstCached = -128;
    private static readonly NumberValue[] s_cache = [.. Enumerable.Range(FirstCached, 1152).Select(n => new NumberValue(n, null, null, ValueMarks.None))];

    private readonly long _integer;
    private readonly DecimalNumber? _decimal;
    private readonly string? _text;

    private NumberValue(long integer, DecimalNumber? value, string? text, ValueMarks marks)
        : base(ValueKind.Number, marks)
    {
        _integer = integer;
        _decimal = value;
        _text = text;
    }

    /// <summary>The JSON text of the number, as read or else in its shortest exact form.</summary>
    public string Text => _text ?? (_decimal is null ? _integer.ToString(CultureInfo.InvariantCulture) : _decimal.ToString());

    public bool IsInteger => _decimal is null || _decimal.Exponent >= 0;

    /// <summary>
    /// Reads a JSON number (also with a leading plus, which HCL and YAML allow).
    /// False if the text is no number, longer than <paramref name="maxLength"/>, or its exponent is beyond ±1,000,000.
    /// </summary>
    public static bool TryParse(string text, out NumberValue number, int maxLength = 4096)
    {
        number = s_cache[-FirstCached];
        if (text.Length <= 18 && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small))
        {
            number = text == "-0" ? new NumberValue(0, null, text, ValueMarks.None) : Create(small);
            return true;
        }

        if (text.Length > maxLength || !DecimalNumber.TryParse(text, out var value))
        {
            return false;
        }

        number = FromDecimal(value, text);
        return true;
    }

    public static NumberValue FromDouble(double value) =>
        TryParse(value.ToString("R", CultureInfo.InvariantCulture), out var number)
            ? number
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Not a finite number.");

    public bool TryGetInt64(out long value)
    {
        value = _integer;
        return _decimal is null;
    }

    public bool TryGetInt32(out int value)
    {
        value = (int)_integer;
        return _decimal is null && value == _integer;
    }

    /// <summary>The integer this number is exactly, however large.</summary>
    public bool TryGetBigInteger(out BigInteger value)
    {
        value = _decimal is null ? _integer : _decimal.Exponent < 0 ? default : _decimal.Mantissa * BigInteger.Pow(10, _decimal.Exponent);
        return IsInteger;
    }

    /// <summary>The number as mantissa × 10^exponent, the mantissa without trailing zeros.</summary>
    public (BigInteger Mantissa, int Exponent) ToDecimal()
    {
        var value = _decimal ?? DecimalNumber.Create(_integer, 0);
        return (value.Mantissa, value.Exponent);
    }

    /// <summary>The nearest double; infinite where the number is beyond its range.</summary>
    public double ToDouble() =>
        _decimal is null ? _integer : double.Parse(_decimal.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    public override Value ToSensitive() => IsSensitive ? this : new NumberValue(_integer, _decimal, _text, ValueMarks.Sensitive);

    internal static NumberValue Create(long value)
    {
        var at = value - FirstCached;
        return at >= 0 && at < s_cache.Length ? s_cache[at] : new NumberValue(value, null, null, ValueMarks.None);
    }

    internal static NumberValue Create(BigInteger value) => FromDecimal(DecimalNumber.Create(value, 0), null);

    /// <summary>mantissa × 10^exponent.</summary>
    public static NumberValue FromDecimal(BigInteger mantissa, int exponent) => FromDecimal(DecimalNumber.Create(mantissa, exponent), null);

    private static NumberValue FromDecimal(DecimalNumber value, string? text)
    {
        if (!value.TryGetInt64(out var integer))
        {
            return new NumberValue(0, value, text, ValueMarks.None);
        }

        return text is null || text == integer.ToString(CultureInfo.InvariantCulture)
            ? Create(integer)
            : new NumberValue(integer, null, text, ValueMarks.None);
    }

    private protected override bool EqualsSameKind(Value other)
    {
        var number = (NumberValue)other;
        return _integer == number._integer && (_decimal is null ? number._decimal is null : _decimal.Equals(number._decimal));
    }

    private protected override int CompareSameKind(Value other)
    {
        var number = (NumberValue)other;
        if (_decimal is null && number._decimal is null)
        {
            return _integer.CompareTo(number._integer);
        }

        return (_decimal ?? DecimalNumber.Create(_integer, 0)).CompareTo(number._decimal ?? DecimalNumber.Create(number._integer, 0));
    }

    private protected override int ComputeHash() => _decimal is null ? _integer.GetHashCode() : _decimal.GetHashCode();
}
