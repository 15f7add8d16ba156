using Turnpike.Gate.Findings;

namespace Turnpike.Web.Changes;

internal static class FindingWords
{
    public static (string Text, string? Tone, string Sign) Of(FindingStatus status) => status switch
    {
        FindingStatus.Waived => ("Waived", null, "pass"),
        FindingStatus.Unknown => ("Unknown", "unknown", "unknown"),
        _ => ("Fails", "fail", "fail"),
    };
}
