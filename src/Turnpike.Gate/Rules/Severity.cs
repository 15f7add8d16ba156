namespace Turnpike.Gate.Rules;

/// <summary>How bad it is when a rule is broken. Ordered: a higher value is worse.</summary>
public enum Severity
{
    Low,
    Medium,
    High,
    Critical,
}

public static class SeverityNames
{
    public const string All = "low, medium, high or critical";

    /// <summary>The word used in rule metadata, flags and reports.</summary>
    public static string Name(this Severity severity) => severity switch
    {
        Severity.Low => "low",
        Severity.Medium => "medium",
        Severity.High => "high",
        _ => "critical",
    };

    public static Severity? Parse(string? name) => name switch
    {
        "low" => Severity.Low,
        "medium" => Severity.Medium,
        "high" => Severity.High,
        "critical" => Severity.Critical,
        _ => null,
    };
}
