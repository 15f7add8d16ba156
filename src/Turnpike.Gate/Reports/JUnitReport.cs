using System.Globalization;
using System.Text;
using System.Xml;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;
using Turnpike.Text;

namespace Turnpike.Gate.Reports;

/// <summary>
/// JUnit XML: a suite for each rule, a test case for each resource that the rule has a finding on, and one passing case for
/// a rule that has none. Undecided is an error of type <c>unknown</c>; waived, below the threshold and there before are
/// skipped with the reason. Faults are errors in a suite of their own.
/// </summary>
internal static class JUnitReport
{
    public static void Write(CheckReport report, Stream output)
    {
        var suites = SuitesOf(report);
        using (var xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false), NewLineChars = "\n" }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", "turnpike");
            WriteCounts(xml, suites.SelectMany(static s => s.Cases));
            foreach (var suite in suites)
            {
                WriteSuite(xml, suite);
            }

            xml.WriteEndElement();
        }

        output.WriteByte((byte)'\n');
    }

    private static List<Suite> SuitesOf(CheckReport report)
    {
        var suites = new List<Suite>();
        var faults = report.Diagnostics.Where(static d => d.IsError).Select(FaultCase).ToList();
        if (faults.Count > 0)
        {
            suites.Add(new Suite("turnpike", faults));
        }

        var found = report.Findings.GroupBy(static f => f.Rule.Id).ToDictionary(static g => g.Key, static g => g.ToList());
        var rules = report.RulesRun.Concat(report.Findings.Select(static f => f.Rule)).DistinctBy(static r => r.Id).OrderBy(static r => r.Id);
        foreach (var rule in rules)
        {
            suites.Add(new Suite(rule.Id.Value, found.TryGetValue(rule.Id, out var findings)
                ? [.. findings.GroupBy(NameOf).Select(g => ResourceCase(g.Key, [.. g], report.FailOn))]
                : [new Case("all resources", Outcome.Passed, "", "", Printable.Prose(rule.Title), null)]));
        }

        return suites;
    }

    private static Case FaultCase(Diagnostic diagnostic) =>
        new(diagnostic.Code, Outcome.Error, "input", Printable.Prose(diagnostic.Message), Printable.Lines(SnippetPrinter.Print(diagnostic)), null);

    private static string NameOf(Finding finding) => finding.Resource is not { } resource ? "(estate)"
        : resource.Scope.Length > 0 ? resource.Address + " in " + resource.Scope
        : resource.Address;

    private static Case ResourceCase(string address, List<Finding> findings, Severity failOn)
    {
        var standings = findings.Select(f => f.Standing(failOn)).ToList();
        var worst = findings[standings.IndexOf(standings.Min())];
        var (outcome, type) = standings.Min() switch
        {
            FindingStanding.Failed => (Outcome.Failure, worst.Severity.Name()),
            FindingStanding.Undecided => (Outcome.Error, "unknown"),
            FindingStanding.Waived => (Outcome.Skipped, "waived"),
            FindingStanding.Existing => (Outcome.Skipped, "there before this change"),
            _ => (Outcome.Skipped, "below the threshold"),
        };
        var message = outcome == Outcome.Skipped ? $"{type}: {Printable.Prose(worst.Message)}" : Printable.Prose(worst.Message);
        return new Case(Printable.Line(address), outcome, type, message, string.Join("\n\n", findings.Select(Details)), worst.Source);
    }

    private static string Details(Finding finding)
    {
        var text = new StringBuilder();
        text.Append(finding.Severity.Name()).Append(": ").Append(Printable.Prose(finding.Message));
        if (finding.Source is { } place)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nat {Printable.Line(place.File)}:{place.Line}:{place.Column}");
        }

        foreach (var call in finding.Calls)
        {
            text.Append(CultureInfo.InvariantCulture, $"\ncalled at {Printable.Line(call.Place.File)}:{call.Place.Line}:{call.Place.Column} as {Printable.Line(call.Module)}");
        }

        text.Append(finding.Rule.Description.Length > 0 ? "\nwhy: " + Printable.Prose(finding.Rule.Description) : "");
        text.Append(finding.Rule.Remediation.Length > 0 ? "\nfix: " + Printable.Prose(finding.Rule.Remediation) : "");
        text.Append(finding.Rule.Controls.Count > 0 ? "\ncontrols: " + Printable.Line(string.Join(", ", finding.Rule.Controls)) : "");
        foreach (var unknown in finding.Unknowns)
        {
            text.Append("\nnot known: ").Append(Printable.Line(unknown.Path)).Append(", ").Append(Printable.Line(unknown.Origin));
        }

        return finding is { Status: FindingStatus.Waived, Waiver: { } waiver }
            ? text.Append(CultureInfo.InvariantCulture, $"\nwaived: {Printable.Prose(waiver.Reason)} ({Printable.Line(waiver.Owner)}, until {waiver.Expires:yyyy-MM-dd})").ToString()
            : text.ToString();
    }

    private static void WriteSuite(XmlWriter xml, Suite suite)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", Printable.Line(suite.Name));
        WriteCounts(xml, suite.Cases);
        foreach (var testCase in suite.Cases)
        {
            WriteCase(xml, suite.Name, testCase);
        }

        xml.WriteEndElement();
    }

    private static void WriteCounts(XmlWriter xml, IEnumerable<Case> cases)
    {
        var counts = cases.CountBy(static c => c.Outcome).ToDictionary();
        xml.WriteAttributeString("tests", Text(counts.Values.Sum()));
        xml.WriteAttributeString("failures", Text(counts.GetValueOrDefault(Outcome.Failure)));
        xml.WriteAttributeString("errors", Text(counts.GetValueOrDefault(Outcome.Error)));
        xml.WriteAttributeString("skipped", Text(counts.GetValueOrDefault(Outcome.Skipped)));
    }

    private static void WriteCase(XmlWriter xml, string suite, Case testCase)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", Printable.Line(suite));
        xml.WriteAttributeString("name", testCase.Name);
        if (testCase.Place is { } place)
        {
            xml.WriteAttributeString("file", Printable.Line(place.File));
            xml.WriteAttributeString("line", Text(place.Line));
        }

        if (testCase.Outcome != Outcome.Passed)
        {
            xml.WriteStartElement(testCase.Outcome switch
            {
                Outcome.Failure => "failure",
                Outcome.Error => "error",
                _ => "skipped",
            });
            xml.WriteAttributeString("message", testCase.Message);
            if (testCase.Outcome != Outcome.Skipped)
            {
                xml.WriteAttributeString("type", testCase.Type);
            }

            xml.WriteString(testCase.Details);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private enum Outcome
    {
        Passed,
        Failure,
        Error,
        Skipped,
    }

    private sealed record Suite(string Name, IReadOnlyList<Case> Cases);

    private sealed record Case(string Name, Outcome Outcome, string Type, string Message, string Details, SourcePlace? Place);
}
