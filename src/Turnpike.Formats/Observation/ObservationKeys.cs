namespace Turnpike.Formats.Observation;

internal static class ObservationKeys
{
    /// <summary>What tells an observation from other JSON.</summary>
    public const string Version = "observation_version";
}

/// <summary>How coverage is written.</summary>
public static class CoverageNames
{
    private static readonly Dictionary<string, CoverageStatus> s_byText = Enum.GetValues<CoverageStatus>().ToDictionary(ToText, StringComparer.Ordinal);

    /// <summary>Such as <c>denied</c>.</summary>
    public static string ToText(this CoverageStatus status) => status switch
    {
        CoverageStatus.Read => "read",
        CoverageStatus.Partial => "partial",
        CoverageStatus.Denied => "denied",
        CoverageStatus.Unsupported => "unsupported",
        _ => "failed",
    };

    /// <summary>Null for a text that is no status.</summary>
    public static CoverageStatus? OfText(string text) => s_byText.TryGetValue(text, out var status) ? status : null;
}
