namespace Turnpike.Estate.Defaults;

/// <summary>The versions that a constraint such as <c>~> 5.0, != 5.1.0</c> may mean: from a lowest up to, without, a highest.</summary>
public readonly record struct VersionRange(ProviderVersion From, ProviderVersion Below)
{
    public static VersionRange All { get; } = new(ProviderVersion.Lowest, ProviderVersion.Highest);

    public bool IsEmpty => From >= Below;

    /// <summary>A range that holds every version the constraint allows; what cannot be read does not narrow it.</summary>
    public static VersionRange Of(string constraint)
    {
        var range = All;
        foreach (var part in constraint.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var digits = part.AsSpan().IndexOfAnyInRange('0', '9');
            if (digits >= 0 && ProviderVersion.TryParse(part.AsSpan(digits), out var version, out var parts))
            {
                range = range.Intersect(Of(part[..digits].TrimEnd(), version, parts));
            }
        }

        return range;
    }

    public VersionRange Intersect(VersionRange other) =>
        new(From > other.From ? From : other.From, Below < other.Below ? Below : other.Below);

    private static VersionRange Of(string comparison, ProviderVersion version, int parts) => comparison switch
    {
        "" or "=" => new(version, Next(version)),
        ">=" => All with { From = version },
        ">" => All with { From = Next(version) },
        "<" => All with { Below = version },
        "<=" => All with { Below = Next(version) },
        "~>" => new(version, parts == 3 ? new(version.Major, version.Minor + 1, 0) : new(version.Major + 1, 0, 0)),
        _ => All,
    };

    private static ProviderVersion Next(ProviderVersion version) => version with { Patch = version.Patch + 1 };
}
