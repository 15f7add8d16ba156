using System.Text;
using Turnpike.Cli.Changes;
using Turnpike.Cli.Files;
using Turnpike.Gate.Reports;
using Turnpike.Text;

namespace Turnpike.Cli.Ci;

/// <summary>
/// Tells a pipeline what came of it, in its own words: annotations and a summary for GitHub, issues and a summary for Azure,
/// files for all of them.
/// </summary>
internal sealed class PipelineReports(Pipeline pipeline, string? folder, Screen screen, DiagnosticBag diagnostics)
{
    // GitHub refuses a step's summary above 1 MiB.
    private const int MaxSummary = 1_000_000;

    private static readonly (ReportFormat Format, string Extension)[] s_files =
    [
        (ReportFormat.Markdown, ".md"), (ReportFormat.Json, ".json"), (ReportFormat.Sarif, ".sarif"), (ReportFormat.JUnit, ".junit.xml"), (ReportFormat.GitLab, ".code-quality.json"),
    ];

    public void Write(IReadOnlyList<CiOutcome> outcomes)
    {
        foreach (var outcome in outcomes)
        {
            screen.Output.Write(outcome.Reports[ReportFormat.Text]);
            if (outcome.Link is not null)
            {
                screen.WriteLine($"  look  {outcome.Link}");
            }

            if (Annotations(outcome) is { } annotations)
            {
                screen.Output.Write(annotations);
            }
        }

        foreach (var outcome in outcomes)
        {
            WriteFiles(outcome);
        }

        WriteForGitHub(outcomes);
    }

    private byte[]? Annotations(CiOutcome outcome) => pipeline.Name switch
    {
        "github" => outcome.Reports[ReportFormat.GitHub],
        "azure" => outcome.Reports[ReportFormat.Azure],
        _ => null,
    };

    private void WriteFiles(CiOutcome outcome)
    {
        if (folder is null)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(CliDiagnostics.CannotWrite(folder, FileFaults.Reason(fault)));
            return;
        }

        foreach (var (format, extension) in s_files)
        {
            AtomicFile.Write(Path.Join(folder, outcome.Name + extension), outcome.Reports[format], diagnostics);
        }

        if (pipeline.Name == "azure")
        {
            screen.WriteLine($"##vso[task.uploadsummary]{Path.GetFullPath(Path.Join(folder, outcome.Name + ".md"))}");
        }
    }

    private void WriteForGitHub(IReadOnlyList<CiOutcome> outcomes)
    {
        Append("GITHUB_STEP_SUMMARY", string.Join('\n', outcomes.Select(static o => Encoding.UTF8.GetString(o.Reports[ReportFormat.Markdown]) + (o.Link is null ? "" : $"\n[The change on the server]({o.Link})\n"))));
        Append("GITHUB_OUTPUT", $"verdict={CiOutcome.Word(ExitCode.Worst(outcomes.Select(static o => o.Exit)))}\n" + string.Concat(outcomes.Where(static o => o.Change is not null).Take(1).Select(static o => $"change={o.Change!.Id}\nurl={o.Link}\n")));
    }

    private void Append(string variable, string text)
    {
        if (Environment.GetEnvironmentVariable(variable) is not { Length: > 0 } path)
        {
            return;
        }

        try
        {
            File.AppendAllText(path, text.Length > MaxSummary ? text[..MaxSummary] : text);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(CliDiagnostics.CannotWrite(path, FileFaults.Reason(fault)));
        }
    }
}
