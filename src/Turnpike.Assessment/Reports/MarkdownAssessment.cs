using System.Text;
using Turnpike.Assessment.Results;
using Turnpike.Gate.Reports;
using Turnpike.Gate.Rules;

namespace Turnpike.Assessment.Reports;

/// <summary>The assessment as GitHub's Markdown.</summary>
public static class MarkdownAssessment
{
    private const int MaxLines = 50;
    private const int MaxRows = 100;
    private const int MaxEvidence = 5;

    public static string Write(AssessmentReport report)
    {
        var text = new StringBuilder();
        text.Append("# Assessment of the estate\n\n")
            .Append(Escape($"{ReportWords.Number(report.Estate.Resources)} resources on {ReportWords.Time(report.Moment)}, by the profile {report.Profile}")).Append(report.Against is { } against ? Escape($", compared with {ReportWords.Time(against)}") : "").Append(".\n\n")
            .Append(Escape(ReportWords.Statuses(report.Estate))).Append("\n\n");
        if (report.Estate.UnreadCalls > 0)
        {
            text.Append("> ").Append(Escape($"{ReportWords.Number(report.Estate.UnreadCalls)} calls were denied or failed: what they would have shown could not be judged.")).Append("\n\n");
        }

        Risks(report, text);
        foreach (var section in report.Sections)
        {
            Section(section, text);
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void Risks(AssessmentReport report, StringBuilder text)
    {
        text.Append("## Risks\n\n");
        if (report.Risks.Count == 0)
        {
            text.Append("No systemic risk was found in what could be judged.\n\n");
            return;
        }

        text.Append("| | score | risk | likelihood | impact | blast radius |\n|--:|--:|---|--:|--:|--:|\n");
        for (var i = 0; i < report.Risks.Count; i++)
        {
            var risk = report.Risks[i];
            var change = ReportWords.Change(report, risk);
            Row(text, [(i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), ReportWords.Number(risk.Score) + (change.Length == 0 ? "" : $" ({change})"), risk.Title, ReportWords.Factor(risk.Likelihood.Value), ReportWords.Factor(risk.Impact.Value), ReportWords.Factor(risk.BlastRadius.Value)]);
        }

        text.Append('\n');
        foreach (var risk in report.Risks)
        {
            text.Append("### ").Append(Escape(risk.Title)).Append("\n\n")
                .Append("- Likelihood ").Append(ReportWords.Factor(risk.Likelihood.Value)).Append(": ").Append(Escape(ReportWords.Says(risk.Likelihood))).Append('\n')
                .Append("- Impact ").Append(ReportWords.Factor(risk.Impact.Value)).Append(": ").Append(Escape(ReportWords.Says(risk.Impact))).Append('\n')
                .Append("- Blast radius ").Append(ReportWords.Factor(risk.BlastRadius.Value)).Append(": ").Append(Escape(ReportWords.Says(risk.BlastRadius))).Append('\n');
            foreach (var line in risk.Lines)
            {
                text.Append("- ").Append(Escape(line.What)).Append('\n');
            }

            if (risk.Owners.Count > 0)
            {
                text.Append("- Owners: ").Append(Escape(string.Join(", ", risk.Owners))).Append('\n');
            }

            text.Append("\n**First:** ").Append(Escape(risk.FirstStep)).Append("\n\n");
        }
    }

    private static void Section(SectionResult section, StringBuilder text)
    {
        text.Append("## ").Append(Escape(section.Title)).Append(section.Grade == Grade.None ? "" : $" ({ReportWords.Word(section.Grade)})").Append("\n\n").Append(Escape(section.Summary)).Append("\n\n");
        if (section.Measures.Count > 0)
        {
            text.Append("| measure | now | grade | asked | before |\n|---|--:|---|---|---|\n");
            foreach (var measure in section.Measures)
            {
                Row(text, [measure.Name, ReportWords.Value(measure), ReportWords.Word(measure.Grade), ReportWords.Asked(measure), ReportWords.Change(measure)]);
            }

            text.Append('\n');
        }

        foreach (var line in section.Lines.Take(MaxLines))
        {
            text.Append("- **").Append(line.Severity.Name()).Append("** ").Append(Escape(line.What)).Append(". ").Append(Escape(line.Why)).Append(line.Owner is null ? "" : $" Owner: {Escape(line.Owner)}.").Append("\n  First: ").Append(Escape(line.FirstStep)).Append('\n');
            foreach (var evidence in line.Evidence.Take(MaxEvidence))
            {
                text.Append("  - ").Append(MarkdownText.Code(ReportWords.Evidence(evidence), 300)).Append('\n');
            }

            More(text, "  - ", line.SubjectCount - Math.Min(MaxEvidence, line.Evidence.Count), "more");
        }

        More(text, "- ", section.Lines.Count - MaxLines, "more lines in the JSON");
        text.Append(section.Lines.Count == 0 ? "" : "\n");
        foreach (var table in section.Tables)
        {
            Table(table, text);
        }

        if (section.NotJudged.Count > 0)
        {
            text.Append("Could not be judged:\n\n");
            foreach (var not in section.NotJudged)
            {
                text.Append("- ").Append(Escape(not.What)).Append(not.Count is { } count ? $" ({ReportWords.Number(count)})" : "").Append(": ").Append(Escape(not.Why)).Append(' ').Append(Escape(not.Do)).Append('\n');
            }

            text.Append('\n');
        }
    }

    private static void Table(Table table, StringBuilder text)
    {
        text.Append("**").Append(Escape(table.Title)).Append("**\n\n");
        Row(text, table.Columns);
        text.Append('|').Append(string.Concat(Enumerable.Repeat("---|", table.Columns.Count))).Append('\n');
        foreach (var row in table.Rows.Take(MaxRows))
        {
            Row(text, row);
        }

        More(text, "\n", table.Rows.Count - MaxRows, "more rows in the JSON\n");
        text.Append('\n');
        if (table.Note is { } note)
        {
            text.Append(Escape(note)).Append("\n\n");
        }
    }

    private static void Row(StringBuilder text, IReadOnlyList<string> cells) => text.Append("| ").AppendJoin(" | ", cells.Select(static c => Escape(c))).Append(" |\n");

    private static void More(StringBuilder text, string lead, int more, string what)
    {
        if (more > 0)
        {
            text.Append(lead).Append("and ").Append(ReportWords.Number(more)).Append(' ').Append(what).Append('\n');
        }
    }

    private static string Escape(string text) => MarkdownText.Escape(text);
}
