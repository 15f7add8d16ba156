using System.Globalization;
using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins;

/// <summary><c>semver.compare</c> and <c>semver.is_valid</c>.</summary>
internal static class Versions
{
    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("semver.compare", [RegoType.String, RegoType.String], RegoType.Number, Compare),
        new("semver.is_valid", [RegoType.Any], RegoType.Boolean, static (_, a) => Value.Of(a[0] is StringValue text && Parse(text.Value) is not null)) { IsTotal = true },
    ];

    private static Value? Compare(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var (left, right) = (Parse(arguments.Text(0)), Parse(arguments.Text(1)));
        if (left is null || right is null)
        {
            var operand = left is null ? 1 : 2;
            return context.Fail($"operand {operand}: string {GoQuote.Of(arguments.Text(operand - 1))} is not a valid SemVer");
        }

        for (var i = 0; i < 3; i++)
        {
            if (left.Numbers[i] != right.Numbers[i])
            {
                return Value.Of(left.Numbers[i].CompareTo(right.Numbers[i]));
            }
        }

        return Value.Of(ComparePreRelease(left.PreRelease, right.PreRelease));
    }

    // A release comes after all of its pre-releases.
    private static int ComparePreRelease(string[] left, string[] right)
    {
        if (left.Length == 0 || right.Length == 0)
        {
            return right.Length == 0 ? (left.Length == 0 ? 0 : -1) : 1;
        }

        for (var i = 0; i < left.Length && i < right.Length; i++)
        {
            var isLeftNumber = long.TryParse(left[i], NumberStyles.None, CultureInfo.InvariantCulture, out var x);
            var isRightNumber = long.TryParse(right[i], NumberStyles.None, CultureInfo.InvariantCulture, out var y);
            var order = isLeftNumber && isRightNumber ? x.CompareTo(y)
                : isLeftNumber != isRightNumber ? (isLeftNumber ? -1 : 1)
                : Math.Sign(string.CompareOrdinal(left[i], right[i]));
            if (order != 0)
            {
                return order;
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    private static Version? Parse(string text)
    {
        var (rest, build) = Cut(text, '+');
        var (core, preRelease) = Cut(rest, '-');
        var parts = core.Split('.');
        if (parts.Length != 3 || !AreIdentifiers(build) || !AreIdentifiers(preRelease))
        {
            return null;
        }

        var numbers = new long[3];
        for (var i = 0; i < 3; i++)
        {
            if (!long.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return null;
            }
        }

        return new Version(numbers, preRelease?.Split('.') ?? []);
    }

    private static (string Before, string? After) Cut(string text, char at)
    {
        var index = text.IndexOf(at, StringComparison.Ordinal);
        return index < 0 ? (text, null) : (text[..index], text[(index + 1)..]);
    }

    private static bool AreIdentifiers(string? text) =>
        text is null || text.Split('.').All(static part => part.Length > 0 && part.All(static c => char.IsAsciiLetterOrDigit(c) || c == '-'));

    private sealed record Version(long[] Numbers, string[] PreRelease);
}
