using System.Globalization;
using System.Numerics;

namespace Turnpike.Values;

/// <summary>
/// An exact number: a 64-bit integer where it fits, else a decimal of any precision. The text it was read from is
/// kept where it says more than the value (<c>1.0</c>, <c>1e3</c>), since tools print it back. A number that Terraform
/// calculated keeps its binary form too; its value here is that of the text Terraform shows for it.
/// </summary>
public sealed class NumberValue : Value
{
    private const int FirstCached = -128;
    private static readonly NumberValue[] s_cache = [.. Enumerable.Range(FirstCached, 1152).Select(n => new NumberValue(n, null, ValueMarks.None))];

    private readonly long _integer;

    // Null for most integers; the text of an integer where that says more; else the DecimalNumber or BinaryForm. One
    // field, since documents hold many numbers.
    private readonly object? _form;

    private NumberValue(long integer, object? form, ValueMarks marks)
        : base(ValueKind.Number, marks)
    {
        _integer = integer;
        _form = form;
    }

    /// <summary>The JSON text of the number, as read or else in its shortest exact form.</summary>
    public string Text => _form switch
    {
        null => _integer.ToString(CultureInfo.InvariantCulture),
        string text => text,
        DecimalNumber value => value.Text ?? value.ToString(),
        _ => Binary is { IsInfinite: false } binary && (!IsSmallInteger || binary.IsZero)
            ? binary.ToString()
            : Decimal?.ToString() ?? _integer.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The text it was read from is kept, since it says more than the value.</summary>
    public bool KeepsText => _form is string or DecimalNumber { Text: not null };

    public bool IsInteger => IsSmallInteger || (Decimal is { Exponent: >= 0 } && Binary is not { IsInfinite: true });

    /// <summary>What Terraform calculated; null for a number that was read, or is an integer at Terraform's full precision.</summary>
    public BinaryNumber? Binary => (_form as BinaryForm)?.Binary;

    // Null where the number is a 64-bit integer.
    private DecimalNumber? Decimal => _form switch
    {
        null => null,
        DecimalNumber value => value,
        BinaryForm binary => binary.Decimal,
        _ => null,
    };

    private bool IsSmallInteger => _form is null || _form is string || _form is BinaryForm { IsInteger: true };

    /// <summary>
    /// Reads a JSON number (also with a leading plus, which HCL and YAML allow).
    /// False if the text is no number, longer than <paramref name="maxLength"/>, or its exponent is beyond ±1,000,000.
    /// </summary>
    public static bool TryParse(string text, out NumberValue number, int maxLength = 4096)
    {
        number = s_cache[-FirstCached];
        if (text.Length <= 18 && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small))
        {
            number = text == "-0" ? new NumberValue(0, text, ValueMarks.None) : Create(small);
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

    /// <summary>What Terraform calculated. An infinity is beyond every other number.</summary>
    public static NumberValue FromBinary(BinaryNumber binary)
    {
        if (!binary.IsInteger)
        {
            return new NumberValue(0, new BinaryForm(null, binary), ValueMarks.None);
        }

        var bits = BigInteger.Abs(binary.Mantissa).GetBitLength() + binary.Exponent;
        if (bits > 63 || (bits > 53 && binary.Precision < 64))
        {
            // The digits shown may be rounded, and may then be a 64-bit integer after all.
            var shown = DecimalNumber.FromBinary(binary);
            return shown.TryGetInt64(out var rounded)
                ? new NumberValue(rounded, new BinaryForm(null, binary, isInteger: true), ValueMarks.None)
                : new NumberValue(0, new BinaryForm(shown, binary), ValueMarks.None);
        }

        var integer = (long)(binary.Mantissa << binary.Exponent);
        return binary.Precision == 512 && (integer != 0 || !binary.IsNegative)
            ? Create(integer)
            : new NumberValue(integer, new BinaryForm(null, binary, isInteger: true), ValueMarks.None);
    }

    public bool TryGetInt64(out long value)
    {
        value = _integer;
        return IsSmallInteger;
    }

    public bool TryGetInt32(out int value)
    {
        value = (int)_integer;
        return IsSmallInteger && value == _integer;
    }

    /// <summary>The integer this number is exactly, however large.</summary>
    public bool TryGetBigInteger(out BigInteger value)
    {
        value = Decimal is not { } number ? _integer : IsInteger ? number.Mantissa * BigInteger.Pow(10, number.Exponent) : default;
        return IsInteger;
    }

    /// <summary>The number as mantissa × 10^exponent, the mantissa without trailing zeros.</summary>
    public (BigInteger Mantissa, int Exponent) ToDecimal()
    {
        var value = Decimal ?? DecimalNumber.Create(_integer, 0);
        return (value.Mantissa, value.Exponent);
    }

    /// <summary>As <see cref="ToDecimal"/> where the mantissa has at most 64 bits. An integer is given as it is, its trailing zeros kept.</summary>
    public bool TryGetDecimal(out long mantissa, out int exponent)
    {
        if (Decimal is not { } value)
        {
            (mantissa, exponent) = (_integer, 0);
            return true;
        }

        exponent = value.Exponent;
        return value.TryGetSmall(out mantissa);
    }

    /// <summary>The nearest double; infinite where the number is beyond its range.</summary>
    public double ToDouble() =>
        Decimal is not { } value ? _integer : double.Parse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    public override Value ToSensitive() => IsSensitive ? this : new NumberValue(_integer, _form, Marks | ValueMarks.Sensitive);

    private protected override Value Remark(ValueMarks marks) => new NumberValue(_integer, _form, marks);

    internal static NumberValue Create(long value)
    {
        var at = value - FirstCached;
        return at >= 0 && at < s_cache.Length ? s_cache[at] : new NumberValue(value, null, ValueMarks.None);
    }

    internal static NumberValue Create(BigInteger value) => FromDecimal(DecimalNumber.Create(value, 0), null);

    /// <summary>mantissa × 10^exponent.</summary>
    public static NumberValue FromDecimal(BigInteger mantissa, int exponent) => FromDecimal(DecimalNumber.Create(mantissa, exponent), null);

    /// <inheritdoc cref="FromDecimal(BigInteger, int)"/>
    public static NumberValue FromDecimal(long mantissa, int exponent) => FromDecimal(DecimalNumber.Create(mantissa, exponent), null);

    private static NumberValue FromDecimal(DecimalNumber value, string? text)
    {
        if (!value.TryGetInt64(out var integer))
        {
            return new NumberValue(0, text is null ? value : value.WithText(text), ValueMarks.None);
        }

        return text is null || text == integer.ToString(CultureInfo.InvariantCulture)
            ? Create(integer)
            : new NumberValue(integer, text, ValueMarks.None);
    }

    private protected override bool EqualsSameKind(Value other)
    {
        var number = (NumberValue)other;
        return _integer == number._integer && (IsSmallInteger ? number.IsSmallInteger : Decimal!.Equals(number.Decimal));
    }

    private protected override int CompareSameKind(Value other)
    {
        var number = (NumberValue)other;
        if (IsSmallInteger && number.IsSmallInteger)
        {
            return _integer.CompareTo(number._integer);
        }

        return (Decimal ?? DecimalNumber.Create(_integer, 0)).CompareTo(number.Decimal ?? DecimalNumber.Create(number._integer, 0));
    }

    private protected override int ComputeHash() => IsSmallInteger ? _integer.GetHashCode() : Decimal!.GetHashCode();

    /// <summary>Of a number that Terraform calculated. Its decimal is worked out when first asked for.</summary>
    private sealed class BinaryForm(DecimalNumber? value, BinaryNumber binary, bool isInteger = false)
    {
        private DecimalNumber? _decimal = value;

        public BinaryNumber Binary => binary;

        public bool IsInteger => isInteger;

        public DecimalNumber? Decimal => isInteger ? null : _decimal ??= DecimalNumber.FromBinary(binary);
    }
}
