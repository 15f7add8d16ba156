using Turnpike.Assessment.Results;
using Turnpike.Assessment.Risks;
using Turnpike.Gate.Reports;
using Turnpike.Gate.Rules;

namespace Turnpike.Assessment.Reports;

/// <summary>The assessment on a terminal: the risks, then each section with its worst lines.</summary>
public static class TextAssessment
{
    private const int MaxLines = 6;
    private const int MaxRows = 12;
    private const int MaxCell = 48;
    private const int Indent = 2;

    public static string Write(AssessmentReport report, int width, bool hasColour)
    {
        var canvas = new TextCanvas(width, hasColour);
        canvas.Write(Tone.Bold, $"Assessment of {ReportWords.Number(report.Estate.Resources)} resources").Write(Tone.Dim, $"  {ReportWords.Time(report.Moment)}, profile {Printable.Line(report.Profile)}").EndLine();
        canvas.Wrap(0, Tone.Plain, ReportWords.Statuses(report.Estate));
        if (report.Estate.UnreadCalls > 0)
        {
            canvas.Wrap(0, Tone.Yellow, $"{ReportWords.Number(report.Estate.UnreadCalls)} calls were denied or failed: what they would have shown could not be judged.");
        }

        if (report.Against is { } against)
        {
            canvas.Wrap(0, Tone.Dim, $"compared with {ReportWords.Time(against)}");
        }

        Risks(report, canvas);
        foreach (var section in report.Sections)
        {
            Section(section, canvas);
        }

        return canvas.ToString();
    }

    private static void Risks(AssessmentReport report, TextCanvas canvas)
    {
        canvas.EndLine().Write(Tone.Bold, report.Risks.Count == 0 ? "No systemic risk was found in what could be judged" : "Risks").EndLine();
        for (var i = 0; i < report.Risks.Count; i++)
        {
            var risk = report.Risks[i];
            var change = ReportWords.Change(report, risk);
            canvas.Write(Tone.Bold, $"{i + 1,3}  ").Write(ToneOf(risk), $"{ReportWords.Number(risk.Score),5}  ").WrapFrom(12, Tone.Plain, Printable.Prose(risk.Title) + (change.Length == 0 ? "" : $" ({change})"));
            canvas.Wrap(12, Tone.Dim, $"likelihood {ReportWords.Factor(risk.Likelihood.Value)}: {ReportWords.Says(risk.Likelihood)}");
            canvas.Wrap(12, Tone.Dim, $"impact {ReportWords.Factor(risk.Impact.Value)}: {ReportWords.Says(risk.Impact)}");
            canvas.Wrap(12, Tone.Dim, $"blast radius {ReportWords.Factor(risk.BlastRadius.Value)}: {ReportWords.Says(risk.BlastRadius)}");
            foreach (var line in risk.Lines.Take(2))
            {
                canvas.Wrap(12, Tone.Plain, "- " + Printable.Prose(line.What));
            }

            canvas.Wrap(12, Tone.Cyan, "First: " + Printable.Prose(risk.FirstStep));
        }
    }

    private static void Section(SectionResult section, TextCanvas canvas)
    {
        canvas.EndLine().Write(Tone.Bold, section.Title).Write(ToneOf(section.Grade), section.Grade == Grade.None ? "" : "  " + ReportWords.Word(section.Grade)).EndLine();
        canvas.Wrap(Indent, Tone.Plain, Printable.Prose(section.Summary));
        var (name, value) = (section.Measures.Select(static m => m.Name.Length).DefaultIfEmpty().Max(), section.Measures.Select(static m => ReportWords.Value(m).Length).DefaultIfEmpty().Max());
        foreach (var measure in section.Measures)
        {
            var asked = ReportWords.Asked(measure);
            var change = ReportWords.Change(measure);
            canvas.Write(Tone.Plain, $"  {measure.Name.PadRight(name)}  ").Write(ToneOf(measure.Grade), ReportWords.Value(measure).PadLeft(value));
            canvas.Write(Tone.Dim, string.Concat(new[] { asked, change }.Where(static s => s.Length > 0).Select(static s => "  " + s))).EndLine();
        }

        foreach (var line in section.Lines.Take(MaxLines))
        {
            canvas.Write(ToneOf(line), $"  {line.Severity.Name(),-9}").WrapFrom(11, Tone.Plain, Printable.Prose(line.What) + (line.Owner is null ? "" : $" ({Printable.Line(line.Owner)})"));
            canvas.Wrap(11, Tone.Cyan, "First: " + Printable.Prose(line.FirstStep));
        }

        More(canvas, section.Lines.Count - MaxLines, "lines");
        foreach (var table in section.Tables)
        {
            Table(table, canvas);
        }

        foreach (var not in section.NotJudged)
        {
            canvas.Wrap(Indent, Tone.Yellow, $"not judged: {Printable.Prose(not.What)}{(not.Count is { } count ? $" ({ReportWords.Number(count)})" : "")}: {Printable.Prose(not.Why)} {Printable.Prose(not.Do)}");
        }
    }

    private static void Table(Table table, TextCanvas canvas)
    {
        var shown = table.Rows.Take(MaxRows).Select(static r => r.Select(static c => Printable.Line(c, MaxCell)).ToList()).ToList();
        var widths = table.Columns.Select((c, i) => Math.Max(c.Length, shown.Select(r => i < r.Count ? r[i].Length : 0).DefaultIfEmpty().Max())).ToList();
        canvas.EndLine().Write(Tone.Bold, "  " + table.Title).EndLine();
        Row(table.Columns, Tone.Dim);
        shown.ForEach(r => Row(r, Tone.Plain));
        More(canvas, table.Rows.Count - MaxRows, "rows");
        if (table.Note is { } note)
        {
            canvas.Wrap(Indent, Tone.Dim, Printable.Prose(note));
        }

        void Row(IReadOnlyList<string> cells, Tone tone) =>
            canvas.Write(tone, "  " + string.Join("  ", cells.Select((c, i) => c.PadRight(i < widths.Count ? widths[i] : 0))).TrimEnd()).EndLine();
    }

    private static void More(TextCanvas canvas, int more, string what)
    {
        if (more > 0)
        {
            canvas.Wrap(Indent, Tone.Dim, $"and {ReportWords.Number(more)} more {what}: --format json has them all");
        }
    }

    private static Tone ToneOf(Grade grade) => grade switch
    {
        Grade.Good => Tone.GreenBold,
        Grade.Fair => Tone.YellowBold,
        Grade.Poor => Tone.RedBold,
        Grade.Unknown => Tone.Yellow,
        _ => Tone.Plain,
    };

    private static Tone ToneOf(Line line) => line.Severity >= Severity.High ? Tone.Red : line.Severity == Severity.Medium ? Tone.Yellow : Tone.Dim;

    private static Tone ToneOf(Risk risk) => risk.Score >= 50 ? Tone.RedBold : risk.Score >= 25 ? Tone.YellowBold : Tone.Bold;
}
