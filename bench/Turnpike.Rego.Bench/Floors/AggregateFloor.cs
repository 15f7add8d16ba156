using Turnpike.Values;

namespace Turnpike.Rego.Bench.Floors;

internal sealed class AggregateFloor(AggregateFloor.Document document)
{
    public Value Evaluate()
    {
        var numbers = document.Numbers;
        long sum = 0, max = long.MinValue, large = 0, even = 0;
        foreach (var number in numbers)
        {
            sum += number;
            max = Math.Max(max, number);
            even += number % 2 == 0 ? 1 : 0;
            large += number > 900000 ? number * 2 : 0;
        }

        return Value.Object(
            ("sum", Value.Of(sum)), ("max", Value.Of(max)), ("count", Value.Of(numbers.Length)), ("even", Value.Of(even)), ("large", Value.Of(large)));
    }

    internal sealed record Document(long[] Numbers);
}
