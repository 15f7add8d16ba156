using Turnpike.Assessment.Results;
using Turnpike.Gate.Rules;

namespace Turnpike.Web.Assess;

/// <summary>What pages call grades.</summary>
internal static class AssessWords
{
    public static (string Text, string? Tone, string Sign) Of(Grade grade) => grade switch
    {
        Grade.Good => ("Good", "pass", "pass"),
        Grade.Fair => ("Fair", "warn", "warn"),
        Grade.Poor => ("Poor", "fail", "fail"),
        Grade.Unknown => ("Not judged", "unknown", "unknown"),
        _ => ("Not graded", null, "info"),
    };

    /// <summary>How a section went since the assessment before, by the measures that are better or worse now; null where none is.</summary>
    public static (string Text, string Tone)? Trend(SectionResult section)
    {
        var (better, worse) = (section.Measures.Count(static m => m.Direction == Direction.Better), section.Measures.Count(static m => m.Direction == Direction.Worse));
        return (better, worse) switch
        {
            (0, 0) => null,
            (_, 0) => ("better", "pass"),
            (0, _) => ("worse", "fail"),
            _ => ($"{better} better, {worse} worse", "warn"),
        };
    }

    public static int Grave(SectionResult section) => section.Lines.Count(static l => l.Severity >= Severity.High);
}
