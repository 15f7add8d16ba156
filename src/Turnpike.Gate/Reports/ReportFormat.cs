namespace Turnpike.Gate.Reports;

/// <summary>The forms in which the outcome of a check can be written.</summary>
public enum ReportFormat
{
    /// <summary>For people at a terminal.</summary>
    Text,

    /// <summary>The documented contract for programs.</summary>
    Json,

    /// <summary>SARIF 2.1.0, for code scanning.</summary>
    Sarif,

    /// <summary>JUnit XML, for test views of build servers.</summary>
    JUnit,

    /// <summary>A comment for a pull request.</summary>
    Markdown,

    /// <summary>Workflow commands that GitHub turns into annotations.</summary>
    GitHub,

    /// <summary>GitLab's Code Quality report.</summary>
    GitLab,

    /// <summary>Logging commands that Azure Pipelines turns into issues.</summary>
    Azure,
}

public static class ReportFormatNames
{
    public static IReadOnlyList<string> All { get; } = ["text", "json", "sarif", "junit", "markdown", "github", "gitlab", "azure"];

    public static ReportFormat? Parse(string? name) => name switch
    {
        "text" => ReportFormat.Text,
        "json" => ReportFormat.Json,
        "sarif" => ReportFormat.Sarif,
        "junit" => ReportFormat.JUnit,
        "markdown" => ReportFormat.Markdown,
        "github" => ReportFormat.GitHub,
        "gitlab" => ReportFormat.GitLab,
        "azure" => ReportFormat.Azure,
        _ => null,
    };
}
