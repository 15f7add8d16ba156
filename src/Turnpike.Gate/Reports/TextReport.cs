using System.Globalization;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;

namespace Turnpike.Gate.Reports;

/// <summary>
/// For people: findings grouped by resource, the worst first, then a summary that says what to do next. What a rule says
/// about itself is printed in full once; where the same rule strikes again it points there.
/// </summary>
internal sealed class TextReport
{
    private const int Indent = 12;
    private const int MaxMessage = 2_000;

    private readonly CheckReport _report;
    private readonly ReportOptions _options;
    private readonly TextCanvas _canvas;
    private readonly Dictionary<string, string> _explainedAt = [];

    private TextReport(CheckReport report, ReportOptions options)
    {
        _report = report;
        _options = options;
        _canvas = new TextCanvas(options.Width, options.Colour);
    }

    public static string Render(CheckReport report, ReportOptions options)
    {
        var text = new TextReport(report, options);
        text.WriteFindings();
        text.WriteSummary();
        return text._canvas.ToString();
    }

    public static Tone ToneOf(Severity severity) => severity switch
    {
        Severity.Critical => Tone.RedBold,
        Severity.High => Tone.Red,
        Severity.Medium => Tone.Yellow,
        _ => Tone.Cyan,
    };

    private void WriteFindings()
    {
        var shown = Importance.Sort(_report)
            .Where(f => f.Standing(_report.FailOn) is not FindingStanding.Existing)
            .Take(_options.MaxFindings)
            .ToList();
        foreach (var group in shown.GroupBy(static f => $"{f.Resource?.Scope}\n{f.Resource?.Address}\n{f.Resource?.Deposed}"))
        {
            WriteHeading(group.First());
            foreach (var finding in group)
            {
                WriteFinding(finding);
            }

            _canvas.EndLine();
        }

        var hidden = _report.Findings.Count - _report.Summary.Existing - shown.Count;
        if (hidden > 0)
        {
            _canvas.Wrap(0, Tone.Dim, $"… and {VerdictLine.Plural(hidden, "more finding")}; --all shows every one, --format json is for programs.");
            _canvas.EndLine();
        }
    }

    private void WriteHeading(Finding finding)
    {
        if (finding.Resource is not { } resource)
        {
            _canvas.Write(Tone.Bold, finding.Rule.Scope == RuleScope.Document ? "The document" : "The estate").EndLine();
            return;
        }

        _canvas.Write(Tone.Bold, Printable.Line(resource.Address));
        _canvas.Write(Tone.Dim, Actions(resource));
        _canvas.Write(Tone.Dim, resource.Scope.Length > 0 ? "  in " + Printable.Line(resource.Scope) : "");
        _canvas.EndLine();
    }

    private static string Actions(FindingSubject resource)
    {
        var actions = resource.Actions.Count == 0 || resource.Actions is ["no-op"] ? "" : "  " + Printable.Line(string.Join(" then ", resource.Actions));
        return resource.Deposed is null ? actions : $"{actions}  deposed {Printable.Line(resource.Deposed)}";
    }

    private void WriteFinding(Finding finding)
    {
        var standing = finding.Standing(_report.FailOn);
        var label = Label(finding, standing);
        var tone = LabelTone(finding, standing);
        _canvas.Write(Tone.Plain, "  ").Write(tone, label).Write(Tone.Plain, new string(' ', Math.Max(1, Indent - 2 - label.Length)));
        _canvas.WrapFrom(Indent, standing == FindingStanding.Waived ? Tone.Dim : Tone.Plain, Sentence(finding));
        _canvas.Wrap(Indent, Tone.Dim, RuleAndPlace(finding));
        foreach (var call in finding.Calls)
        {
            Field(Tone.Dim, "called", string.Create(CultureInfo.InvariantCulture, $"{Printable.Line(call.Place.File)}:{call.Place.Line}:{call.Place.Column}  {Printable.Line(call.Module)}"));
        }

        foreach (var cause in finding.BrokenBy)
        {
            Field(Tone.Plain, "broken", "by " + Printable.Line(cause.Address) + Actions(cause));
        }

        foreach (var unknown in finding.Unknowns)
        {
            Field(Tone.Plain, "unknown", $"{Printable.Line(unknown.Path)}: {Printable.Line(unknown.Origin)}");
        }

        Field(Tone.Plain, "unknown", finding.FurtherUnknowns > 0 ? $"and {finding.FurtherUnknowns} more" : "");
        WriteWaiver(finding);
        WriteRule(finding, standing);
    }

    // Capitals for what counts.
    private static string Label(Finding finding, FindingStanding standing) => standing switch
    {
        FindingStanding.Waived => "waived",
        FindingStanding.Undecided => "UNKNOWN",
        _ when finding.IsWarning => "warning",
        _ when finding.Status == FindingStatus.Unknown => "unknown",
        FindingStanding.BelowThreshold => finding.Severity.Name(),
        _ => finding.Severity.Name().ToUpperInvariant(),
    };

    private static Tone LabelTone(Finding finding, FindingStanding standing) => standing switch
    {
        FindingStanding.Waived => Tone.Dim,
        _ when finding.Status == FindingStatus.Unknown => Tone.Cyan,
        _ when finding.IsWarning => Tone.Yellow,
        FindingStanding.BelowThreshold => Tone.Dim,
        _ => ToneOf(finding.Severity),
    };

    private static string Sentence(Finding finding)
    {
        var message = Printable.Prose(finding.Message, MaxMessage);
        return finding.Status == FindingStatus.Unknown ? "possibly: " + message : message;
    }

    private static string RuleAndPlace(Finding finding)
    {
        var severity = finding.Status == FindingStatus.Unknown || finding.IsWarning ? $" ({finding.Severity.Name()})" : "";
        var path = finding.Path is { Length: > 0 } p ? "  " + Printable.Line(p) : "";
        var place = finding.Source is { } source
            ? string.Create(CultureInfo.InvariantCulture, $"  {Printable.Line(source.File)}:{source.Line}:{source.Column}")
            : "";
        return Printable.Line(finding.Rule.Id.Value) + severity + place + path;
    }

    private void WriteWaiver(Finding finding)
    {
        if (finding.Waiver is not { } waiver)
        {
            return;
        }

        var state = finding.Status == FindingStatus.Waived ? "until" : "EXPIRED on";
        Field(
            finding.Status == FindingStatus.Waived ? Tone.Dim : Tone.Red,
            "waiver",
            string.Create(CultureInfo.InvariantCulture, $"{state} {waiver.Expires:yyyy-MM-dd}, {Printable.Line(waiver.Owner)}: {Printable.Prose(waiver.Reason)}"));
    }

    // Of what does not count, the fix is enough; `turnpike explain` has the rest.
    private void WriteRule(Finding finding, FindingStanding standing)
    {
        var rule = finding.Rule;
        if (standing >= FindingStanding.BelowThreshold)
        {
            Field(Tone.Dim, "fix", standing == FindingStanding.Waived ? "" : Printable.Prose(rule.Remediation));
            return;
        }

        var here = Printable.Line(finding.Resource?.Address ?? "the estate");
        if (_explainedAt.TryGetValue(rule.Id.Value, out var earlier) && rule.Description.Length > 0)
        {
            Field(Tone.Dim, "why", earlier == here ? "as above, and so is the fix" : $"as for {earlier}");
            Field(Tone.Plain, "fix", earlier == here ? "" : Printable.Prose(rule.Remediation));
            return;
        }

        _explainedAt.TryAdd(rule.Id.Value, here);
        Field(Tone.Plain, "why", Printable.Prose(rule.Description));
        Field(Tone.Plain, "fix", Printable.Prose(rule.Remediation));
        Field(Tone.Dim, "controls", Controls(rule));
    }

    // A framework is named once, with its ids behind it, and a line is not broken between the two.
    public static string Controls(RuleMetadata rule)
    {
        var byFramework = rule.Controls.GroupBy(static c => c.Framework, static c => c.Id, StringComparer.Ordinal);
        return string.Join(" · ", byFramework.Select(static f => $"{Printable.Line(f.Key)} {Printable.Line(string.Join(", ", f))}".Replace(' ', TextCanvas.Unbroken)));
    }

    private void Field(Tone tone, string name, string content)
    {
        if (content.Length > 0)
        {
            _canvas.Write(Tone.Plain, new string(' ', Indent)).Write(Tone.Dim, name.PadRight(9));
            _canvas.WrapFrom(Indent + 9, tone, content);
        }
    }

    private void WriteSummary()
    {
        var sign = VerdictLine.Word(_report);
        var tone = _report.IsBadInput || _report.Verdict == Verdict.Fail ? Tone.RedBold : _report.Verdict == Verdict.Pass ? Tone.GreenBold : Tone.YellowBold;
        _canvas.Write(tone, sign).Write(Tone.Plain, "  ").WrapFrom(sign.Length + 2, Tone.Bold, VerdictLine.Counts(_report));
        foreach (var line in TextSummary.Lines(_report))
        {
            _canvas.Wrap(2, Tone.Dim, line);
        }

        foreach (var step in TextSummary.NextSteps(_report))
        {
            _canvas.Write(Tone.Dim, "  next  ").WrapFrom(8, Tone.Plain, step);
        }
    }
}
