using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Turnpike.Assessment.Results;
using Turnpike.Assessment.Risks;
using Turnpike.Gate.Rules;

namespace Turnpike.Assessment.Reports;

/// <summary>The assessment as one file: no script, nothing loaded, readable on paper.</summary>
public static class HtmlAssessment
{
    private const int MaxLines = 40;
    private const int MaxRows = 200;
    private const int MaxEvidence = 8;

    private static readonly string s_policy = $"default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(HtmlStyle.Css)))}'";

    /// <summary>What a server that gives the page out sends with it.</summary>
    public static string ContentSecurityPolicy => s_policy + "; frame-ancestors 'none'";

    public static string Write(AssessmentReport report) => Html.Of($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="{s_policy}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Assessment of the estate, {ReportWords.Time(report.Moment)}</title>
        <style>{new Html(HtmlStyle.Css)}</style>
        </head>
        <body>
        <header>
        <p class="kicker">Turnpike</p>
        <h1>Assessment of the estate</h1>
        <p class="lead"><strong>{ReportWords.Number(report.Estate.Resources)}</strong> resources on {ReportWords.Time(report.Moment)}, by the profile <strong>{report.Profile}</strong>{(report.Against is { } against ? $", compared with {ReportWords.Time(against)}" : "")}.</p>
        <p>{ReportWords.Statuses(report.Estate)}</p>
        {Unread(report)}
        </header>
        <main>
        {Overview(report)}
        {Risks(report)}
        {Html.All(report.Sections, Section)}
        {Sources(report)}
        </main>
        <footer><p>Every line names what it is known by. What could not be read is said where it is missing, and is never counted as fine.</p></footer>
        </body>
        </html>

        """).Markup;

    private static Html Unread(AssessmentReport report) => report.Estate.UnreadCalls == 0 ? Html.Empty
        : Html.Of($"""<p class="note">{ReportWords.Number(report.Estate.UnreadCalls)} calls were denied or failed: what they would have shown could not be judged.</p>""");

    private static Html Overview(AssessmentReport report) => Html.Of($"""
        <nav aria-label="Sections"><ul class="overview">
        {Html.All(report.Sections, static s => Html.Of($"""<li><a href="#{s.Id}"><span class="name">{s.Title}</span>{Badge(s.Grade)}<span class="counts">{Counts(s)}</span></a></li>"""))}
        </ul></nav>
        """);

    private static string Counts(SectionResult section)
    {
        var high = section.Lines.Count(static l => l.Severity >= Severity.High);
        var words = new List<string>();
        if (high > 0)
        {
            words.Add(string.Create(CultureInfo.InvariantCulture, $"{high} grave"));
        }

        if (section.Lines.Count > high)
        {
            words.Add(string.Create(CultureInfo.InvariantCulture, $"{section.Lines.Count - high} other"));
        }

        if (section.NotJudged.Count > 0)
        {
            words.Add(string.Create(CultureInfo.InvariantCulture, $"{section.NotJudged.Count} not judged"));
        }

        return words.Count == 0 ? "nothing to say" : string.Join(", ", words);
    }

    private static Html Badge(Grade grade) => grade == Grade.None ? Html.Empty : Html.Of($"""<span class="grade {ReportWords.Word(grade)}">{ReportWords.Word(grade)}</span>""");

    private static Html Risks(AssessmentReport report) => report.Risks.Count == 0
        ? Html.Of($"""<section><h2>Risks</h2><p>No systemic risk was found in what could be judged.</p></section>""")
        : Html.Of($"""
            <section id="risks"><h2>Risks</h2>
            <p class="soft">Score = 100 × likelihood × impact × blast radius; each factor lies between 0 and 1 and shows the numbers that went in.</p>
            <ol class="risks">
            {Html.All(report.Risks, r => Risk(report, r))}
            </ol></section>
            """);

    private static Html Risk(AssessmentReport report, Risk risk) => Html.Of($"""
        <li><article>
        <h3><span class="score">{ReportWords.Number(risk.Score)}</span> {risk.Title}</h3>
        {Bar(risk.Score)}
        {(ReportWords.Change(report, risk) is { Length: > 0 } change ? Html.Of($"""<p class="soft">{change}</p>""") : Html.Empty)}
        <dl>
        <div><dt>Likelihood {ReportWords.Factor(risk.Likelihood.Value)}</dt><dd>{ReportWords.Says(risk.Likelihood)}</dd></div>
        <div><dt>Impact {ReportWords.Factor(risk.Impact.Value)}</dt><dd>{ReportWords.Says(risk.Impact)}</dd></div>
        <div><dt>Blast radius {ReportWords.Factor(risk.BlastRadius.Value)}</dt><dd>{ReportWords.Says(risk.BlastRadius)}</dd></div>
        </dl>
        <ul class="plain">{Html.All(risk.Lines, static l => Html.Of($"""<li><a href="#{l.Section}">{l.What}</a></li>"""))}</ul>
        {(risk.Owners.Count == 0 ? Html.Empty : Html.Of($"""<p class="soft">Owners: {string.Join(", ", risk.Owners)}</p>"""))}
        <p class="first"><strong>First</strong> {risk.FirstStep}</p>
        </article></li>
        """);

    private static Html Bar(double score) => Html.Of($"""<svg class="bar" viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true"><rect class="whole" width="100" height="2"/><rect class="part" width="{score.ToString("0.#", CultureInfo.InvariantCulture)}" height="2"/></svg>""");

    private static Html Section(SectionResult section) => Html.Of($"""
        <section id="{section.Id}"><h2>{section.Title} {Badge(section.Grade)}</h2>
        <p>{section.Summary}</p>
        {Measures(section)}
        {(section.Lines.Count == 0 ? Html.Empty : Html.Of($"""<ul class="lines">{Html.All(section.Lines.Take(MaxLines), Line)}</ul>{More(section.Lines.Count - MaxLines, "lines")}"""))}
        {Html.All(section.Tables, Table)}
        {NotJudged(section)}
        </section>
        """);

    private static Html Measures(SectionResult section)
    {
        // Columns that would be empty say nothing.
        var isAsked = section.Measures.Any(static m => m.Threshold is not null);
        var isCompared = section.Measures.Any(static m => m.Before is not null);
        return section.Measures.Count == 0 ? Html.Empty : Html.Of($"""
            <div class="wide"><table class="measures"><thead><tr><th scope="col">Measure</th><th scope="col" class="number">Now</th>{If(isAsked, """<th scope="col">Grade</th><th scope="col">Asked</th>""")}{If(isCompared, """<th scope="col">Before</th>""")}</tr></thead><tbody>
            {Html.All(section.Measures, m => Html.Of($"""<tr><th scope="row">{m.Name}</th><td class="number">{ReportWords.Value(m)}</td>{(isAsked ? Html.Of($"""<td>{Badge(m.Grade)}</td><td class="soft">{ReportWords.Asked(m)}</td>""") : Html.Empty)}{(isCompared ? Html.Of($"""<td class="soft">{ReportWords.Change(m)}</td>""") : Html.Empty)}</tr>"""))}
            </tbody></table></div>
            """);
    }

    private static Html If(bool isWanted, string markup) => isWanted ? new Html(markup) : Html.Empty;

    private static Html Line(Line line) => Html.Of($"""
        <li><p><span class="severity {line.Severity.Name()}">{line.Severity.Name()}</span> {line.What}{(line.Owner is null ? Html.Empty : Html.Of($""" <span class="soft">({line.Owner})</span>"""))}</p>
        <p class="soft">{line.Why}</p>
        <p class="first"><strong>First</strong> {line.FirstStep}</p>
        {(line.Evidence.Count == 0 ? Html.Empty : Html.Of($"""<details><summary>Evidence</summary><ul class="evidence">{Html.All(line.Evidence.Take(MaxEvidence), static e => Html.Of($"""<li><code>{ReportWords.Evidence(e)}</code></li>"""))}</ul>{More(line.SubjectCount - Math.Min(MaxEvidence, line.Evidence.Count), "")}</details>"""))}
        </li>
        """);

    private static Html Table(Table table)
    {
        var numbers = table.Columns.Select((_, i) => table.Rows.All(r => i >= r.Count || r[i].Length == 0 || IsNumber(r[i])) && table.Rows.Any(r => i < r.Count && r[i].Length > 0)).ToList();
        return Html.Of($"""
            <h3>{table.Title}</h3>
            <div class="wide"><table><thead><tr>{Html.All(table.Columns.Select((c, i) => (Cell: c, Column: i)), c => Html.Of($"""<th scope="col"{Kind(c.Column)}>{c.Cell}</th>"""))}</tr></thead><tbody>
            {Html.All(table.Rows.Take(MaxRows), r => Html.Of($"""<tr>{Html.All(r.Select((c, i) => (Cell: c, Column: i)), c => Html.Of($"""<td{Kind(c.Column)}>{c.Cell}</td>"""))}</tr>"""))}
            </tbody></table></div>{More(table.Rows.Count - MaxRows, "rows")}{(table.Note is null ? Html.Empty : Html.Of($"""<p class="soft">{table.Note}</p>"""))}
            """);

        Html Kind(int column) => If(column < numbers.Count && numbers[column], " class=\"number\"");
    }

    private static Html NotJudged(SectionResult section) => section.NotJudged.Count == 0 ? Html.Empty : Html.Of($"""
        <div class="note"><h3>Could not be judged</h3><ul>{Html.All(section.NotJudged, static n => Html.Of($"""<li>{n.What}{(n.Count is { } count ? $" ({ReportWords.Number(count)})" : "")}: {n.Why} {n.Do}</li>"""))}</ul></div>
        """);

    private static Html Sources(AssessmentReport report) => report.Estate.Scopes.Count == 0 ? Html.Empty : Table(new Table(
        "What was looked at",
        ["Scope", "Resources", "Last seen so"],
        [.. report.Estate.Scopes.Select(static s => new[] { s.Name, ReportWords.Number(s.Resources), ReportWords.Time(s.ObservedAt) })]));

    private static Html More(int more, string what) => more <= 0 ? Html.Empty : Html.Of($"""<p class="soft">and {ReportWords.Number(more)} more {what} in the JSON</p>""");

    private static bool IsNumber(string cell) => cell.Any(char.IsAsciiDigit) && cell.All(static c => char.IsAsciiDigit(c) || c is ',' or '.' or ' ' or '%');
}
