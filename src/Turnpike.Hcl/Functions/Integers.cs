using System.Numerics;
using Turnpike.Hcl.Types;

namespace Turnpike.Hcl.Functions;

/// <summary>Whole numbers out of arguments.</summary>
internal static class Integers
{
    private const string Whole = "a whole number is required";
    private const string Range = "a whole number between -9223372036854775808 and 9223372036854775807 is required";

    /// <summary>Null where the number has a fraction or is past 64 bits.</summary>
    public static bool TryGet(HclValue number, out long value, out string fault)
    {
        value = 0;
        fault = Range;
        if (!TryGet(number, out BigInteger big, out _) || big < long.MinValue || big > long.MaxValue)
        {
            return false;
        }

        value = (long)big;
        return true;
    }

    public static bool TryGet(HclValue number, out BigInteger value, out string fault)
    {
        var binary = HclNumber.ToBinary(number.AsNumber());
        fault = Whole;
        value = binary.IsInteger ? binary.Truncate() : default;
        return binary.IsInteger;
    }

    /// <summary>As an <see cref="int"/>, larger ones cut off at its ends.</summary>
    public static int Clamp(long value) => (int)Math.Clamp(value, int.MinValue, int.MaxValue);
}
