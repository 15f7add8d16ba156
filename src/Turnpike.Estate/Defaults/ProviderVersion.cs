using System.Globalization;

namespace Turnpike.Estate.Defaults;

/// <summary>A version of a provider: three numbers. Pre-releases count as the version they lead to.</summary>
public readonly record struct ProviderVersion(int Major, int Minor, int Patch) : IComparable<ProviderVersion>
{
    public static ProviderVersion Lowest { get; }

    public static ProviderVersion Highest { get; } = new(int.MaxValue, 0, 0);

    public static bool TryParse(ReadOnlySpan<char> text, out ProviderVersion version, out int parts)
    {
        Span<int> numbers = stackalloc int[3];
        parts = 0;
        version = default;
        var rest = text.Trim();
        rest = rest[..(rest.IndexOfAny('-', '+') is >= 0 and var cut ? cut : rest.Length)];
        foreach (var range in rest.Split('.'))
        {
            if (parts == 3 || !int.TryParse(rest[range], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[parts++]))
            {
                return false;
            }
        }

        version = new ProviderVersion(numbers[0], numbers[1], numbers[2]);
        return parts > 0;
    }

    public int CompareTo(ProviderVersion other) => (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    public static bool operator <(ProviderVersion left, ProviderVersion right) => left.CompareTo(right) < 0;

    public static bool operator >(ProviderVersion left, ProviderVersion right) => left.CompareTo(right) > 0;

    public static bool operator <=(ProviderVersion left, ProviderVersion right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ProviderVersion left, ProviderVersion right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}");
}
