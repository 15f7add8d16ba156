namespace Turnpike.Gate.Reports;

/// <summary>Writes the outcome of a check. Every format is a function of the report: the same report gives the same bytes.</summary>
public static class Report
{
    /// <summary>Writes UTF-8 without a byte-order mark, ending in a line break.</summary>
    public static void Write(CheckReport report, ReportFormat format, ReportOptions options, Stream output)
    {
        switch (format)
        {
            case ReportFormat.Json:
                JsonReport.Write(report, options, output);
                break;
            case ReportFormat.Sarif:
                SarifReport.Write(report, options, output);
                break;
            case ReportFormat.JUnit:
                JUnitReport.Write(report, output);
                break;
            case ReportFormat.Markdown:
                WriteText(output, MarkdownReport.Render(report));
                break;
            case ReportFormat.GitHub:
                WriteText(output, GitHubReport.Render(report));
                break;
            case ReportFormat.GitLab:
                GitLabReport.Write(report, output);
                break;
            case ReportFormat.Azure:
                WriteText(output, AzureReport.Render(report));
                break;
            default:
                WriteText(output, TextReport.Render(report, options));
                break;
        }
    }

    /// <summary>The outcome in one line, such as <c>FAIL: 3 failed, 1 undecided</c>.</summary>
    public static string Verdict(CheckReport report) => VerdictLine.Of(report);

    private static void WriteText(Stream output, string text) => output.Write(System.Text.Encoding.UTF8.GetBytes(text));
}
