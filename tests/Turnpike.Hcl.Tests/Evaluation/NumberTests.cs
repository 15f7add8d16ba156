using System.Globalization;
using System.Numerics;
using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Types;
using Turnpike.Values;

namespace Turnpike.Hcl.Tests.Evaluation;

public sealed class NumberTests
{
    [Theory]
    [InlineData("0.1 + 0.2", "0.3")]
    [InlineData("1 / 3 * 3", "1")]
    [InlineData("10 / 4", "2.5")]
    [InlineData("0 * -1", "-0")]
    [InlineData("-7 % 3", "-1")]
    [InlineData("9223372036854775807 + 1", "9223372036854775808")]
    [InlineData("-9223372036854775807 - 2", "-9223372036854775809")]
    [InlineData("9223372036854775807 * 9223372036854775807", "85070591730234615847396907784232501249")]
    [InlineData("1 / 0", "+Inf")]
    [InlineData("0 / 0", "error: Operation failed")]
    [InlineData("1e3", "1000")]
    [InlineData("1.50", "1.5")]
    public void Calculation_is_exact_to_512_bits(string expression, string answer) => Assert.Equal(answer, Calculator.Answer(expression));

    [Fact]
    public void Doubles_show_as_few_digits_as_tell_them_apart()
    {
        Assert.Equal("18446744073709550000", HclNumber.ToText(HclNumber.OfDouble(Math.Pow(2, 64))));
        Assert.Equal("0.1", HclNumber.ToText(HclNumber.OfDouble(0.1)));
        Assert.True(HclNumber.TryParse("18446744073709551616", out var exact));
        Assert.Equal(0, HclNumber.Compare(exact, HclNumber.OfDouble(Math.Pow(2, 64))));
    }

    [Fact]
    public void The_shortest_text_gives_the_double_back()
    {
        var random = new Random(7);
        for (var i = 0; i < 2000; i++)
        {
            var value = BitConverter.Int64BitsToDouble(random.NextInt64());
            if (!double.IsFinite(value) || Math.Abs(value) is > 1e60 or < 1e-60)
            {
                continue;
            }

            var text = HclNumber.ToText(HclNumber.OfDouble(value));
            Assert.Equal(value, double.Parse(text, CultureInfo.InvariantCulture));
            Assert.True(!text.Contains('e', StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Sums_products_and_quotients_of_random_integers_agree_with_big_integers()
    {
        var random = new Random(11);
        for (var i = 0; i < 2000; i++)
        {
            BigInteger a = (BigInteger)random.NextInt64() * random.Next(1, 1000), b = random.NextInt64(1, long.MaxValue);
            var (x, y) = (HclNumber.OfInteger(a), HclNumber.OfInteger(b));
            Assert.Equal(a * b, Exact(Arithmetic.Multiply(x, y)));
            Assert.True(HclNumber.TryParse(a.ToString(CultureInfo.InvariantCulture), out var wide));
            Assert.Equal(a + b, Exact(Arithmetic.Add(wide, y)));
            Assert.Equal(a - b, Exact(Arithmetic.Subtract(wide, y)));
            Assert.Equal(BigInteger.Remainder(a, b), Exact(Arithmetic.Modulo(wide, y)));
            Assert.Equal(a, Exact(Arithmetic.Divide(HclNumber.OfInteger(a * b), y)));
        }
    }

    private static BigInteger Exact(NumberValue? number)
    {
        var binary = HclNumber.ToBinary(number!);
        Assert.True(binary.IsInteger);
        return binary.Truncate();
    }
}
