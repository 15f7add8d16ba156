using System.Numerics;
using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Types;
using Turnpike.Values;
using static Turnpike.Hcl.Functions.Takes;

namespace Turnpike.Hcl.Functions.Numbers;

/// <summary>Numbers to numbers.</summary>
internal static class NumberFunctions
{
    public static FunctionList All { get; } = Create();

    private static FunctionList Create()
    {
        var all = new FunctionList();
        all.AddNeverNull("abs", [Number("num") with { AllowDynamicType = true }], HclType.Number, Absolute);
        all.AddNeverNull("ceil", [Number("num")], HclType.Number, static (c, _) => Rounded(c, 1));
        all.AddNeverNull("floor", [Number("num")], HclType.Number, static (c, _) => Rounded(c, -1));
        all.AddNeverNull("signum", [Number("num")], HclType.Number, Signum);
        all.AddNeverNull("log", [Number("num"), Number("base")], HclType.Number, static (c, _) => Double(c, static (a, b) => GoMath.Log(a) / GoMath.Log(b)));
        all.AddNeverNull("pow", [Number("num"), Number("power")], HclType.Number, static (c, _) => Double(c, GoMath.Power));
        all.AddNeverNull("parseint", [Any("number"), Number("base")], HclType.Number, ParseInteger);
        all.Add("max", Extreme(1));
        all.Add("min", Extreme(-1));
        return all;
    }

    private static OrFault<HclValue> Absolute(FunctionCall call, HclType type)
    {
        var number = HclNumber.ToBinary(call[0].AsNumber());
        return number.IsInfinite ? HclValue.Number(BinaryNumber.PositiveInfinity)
            : number.IsNegative ? HclValue.Number(BinaryNumber.Create(-number.Mantissa, number.Exponent, number.Precision))
            : call[0];
    }

    private static OrFault<HclValue> Rounded(FunctionCall call, int direction)
    {
        var number = HclNumber.ToBinary(call[0].AsNumber());
        if (number.IsInfinite)
        {
            return call[0];
        }

        var whole = number.Truncate();
        return HclValue.Number(HclNumber.OfInteger(!number.IsInteger && number.Sign == direction ? whole + direction : whole));
    }

    private static OrFault<HclValue> Signum(FunctionCall call, HclType type) =>
        Integers.TryGet(call[0], out long number, out var fault) ? HclValue.Integer(Math.Sign(number)) : new FunctionFault(fault);

    private static OrFault<HclValue> Double(FunctionCall call, Func<double, double, double> compute)
    {
        Span<double> operands = stackalloc double[2];
        for (var i = 0; i < 2; i++)
        {
            var number = HclNumber.ToBinary(call[i].AsNumber());
            operands[i] = GoMath.ToDouble(number);
            if (double.IsInfinity(operands[i]) && !number.IsInfinite)
            {
                return new FunctionFault($"argument {i + 1} is too large: it must fit a floating-point number of 64 bits");
            }
        }

        var result = compute(operands[0], operands[1]);
        return double.IsNaN(result) ? new FunctionFault("there is no such number") : HclValue.Number(HclNumber.OfDouble(result));
    }

    private static OrFault<HclValue> ParseInteger(FunctionCall call, HclType type)
    {
        if (call[0].Kind != HclTypeKind.String)
        {
            return FunctionFault.At(0, $"a string is required, not {call[0].Type}");
        }

        if (!Integers.TryGet(call[1], out long radix, out var fault))
        {
            return FunctionFault.At(1, fault);
        }

        if (radix is < 2 or > 62)
        {
            return FunctionFault.At(1, "the base must be a whole number from 2 to 62");
        }

        return TryParse(call.Text(0), (int)radix, out var value)
            ? HclValue.Number(HclNumber.OfInteger(value))
            : FunctionFault.At(0, $"{Quotation.Of(call.Text(0))} is no integer of base {radix}");
    }

    // Up to base 36 either case will do; beyond it lower case comes first.
    private static bool TryParse(string text, int radix, out BigInteger value)
    {
        value = BigInteger.Zero;
        var digits = text.AsSpan(text is ['+' or '-', ..] ? 1 : 0);
        foreach (var digit in digits)
        {
            var number = digit switch
            {
                >= '0' and <= '9' => digit - '0',
                >= 'a' and <= 'z' => digit - 'a' + 10,
                >= 'A' and <= 'Z' => digit - 'A' + (radix <= 36 ? 10 : 36),
                _ => radix,
            };
            if (number >= radix)
            {
                return false;
            }

            value = (value * radix) + number;
        }

        value = text is ['-', ..] ? -value : value;
        return digits.Length > 0;
    }

    private static HclFunction Extreme(int direction) => new([], HclType.Number, (call, _) =>
    {
        if (call.Count == 0)
        {
            return new FunctionFault("at least one number is required");
        }

        var best = call[0];
        foreach (var number in call.Arguments[1..])
        {
            best = HclNumber.Compare(number.AsNumber(), best.AsNumber()) * direction > 0 ? number : best;
        }

        return best;
    })
    {
        Variadic = Number("numbers") with { AllowDynamicType = true },
        IsNeverNull = true,
    };
}
