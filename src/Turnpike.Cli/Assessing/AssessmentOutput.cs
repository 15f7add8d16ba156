using System.Text;
using Turnpike.Assessment;
using Turnpike.Assessment.Reports;
using Turnpike.Assessment.Results;

namespace Turnpike.Cli.Assessing;

/// <summary>Writes a report in the form that was asked for, and says how it went.</summary>
internal sealed class AssessmentOutput(AssessChoice choice, Screen screen)
{
    private const int MaxNamed = 10;

    /// <param name="failOn">As the profile has it, where the command line says nothing.</param>
    public int Write(AssessmentReport report, Grade? failOn)
    {
        var content = choice.Format switch
        {
            "html" => Encoding.UTF8.GetBytes(HtmlAssessment.Write(report)),
            "markdown" => Encoding.UTF8.GetBytes(MarkdownAssessment.Write(report)),
            "json" => AssessmentJson.Write(report),
            _ => Encoding.UTF8.GetBytes(TextAssessment.Write(report, screen.Width, screen.HasColour && choice.Output is null)),
        };
        if (!screen.Deliver(content, choice.Output))
        {
            return ExitCode.BadInput;
        }

        if (choice.Output is not null)
        {
            Screen.WriteError($"{ReportWords.Number(report.Estate.Resources)} resources, {report.Risks.Count} risks (written to {choice.Output})");
        }

        return Judge(report, choice.FailOn ?? failOn);
    }

    private static int Judge(AssessmentReport report, Grade? failOn)
    {
        var beyond = report.Sections.SelectMany(static s => s.Measures).Where(m => failOn is { } worst && (m.Grade is Grade.Fair or Grade.Poor) && m.Grade >= worst).ToList();
        foreach (var measure in beyond.Take(MaxNamed))
        {
            Screen.WriteError($"{measure.Id} is {ReportWords.Word(measure.Grade)}: {ReportWords.Value(measure)} ({ReportWords.Asked(measure)})");
        }

        return beyond.Count == 0 ? ExitCode.Pass : ExitCode.Fail;
    }
}
