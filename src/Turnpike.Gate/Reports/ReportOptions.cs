namespace Turnpike.Gate.Reports;

/// <summary>What a report needs besides the outcome of the check. Only the text report minds width, colour and length.</summary>
public sealed record ReportOptions
{
    public static ReportOptions Default { get; } = new();

    /// <summary>The version of the tool, without build metadata.</summary>
    public string ToolVersion { get; init; } = "0.0.0";

    /// <summary>Columns to wrap at.</summary>
    public int Width { get; init; } = 100;

    /// <summary>Colour with ANSI escape sequences.</summary>
    public bool Colour { get; init; }

    /// <summary>Findings to print in full; the worst come first and the rest is counted.</summary>
    public int MaxFindings { get; init; } = int.MaxValue;
}
