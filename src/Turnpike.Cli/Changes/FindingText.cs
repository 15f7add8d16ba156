using System.Globalization;
using Turnpike.Gate.Reports;
using Turnpike.Server.Changes;

namespace Turnpike.Cli.Changes;

/// <summary>Findings of a change, as <c>turnpike check</c> prints them: by resource, the worst first, each rule explained once.</summary>
internal sealed class FindingText(TextCanvas canvas, int maxFindings)
{
    private const int Indent = 12;
    private const int MaxMessage = 2_000;
    private const int FingerprintLength = 8;

    private static readonly string[] s_severities = ["critical", "high", "medium", "low"];

    private readonly HashSet<string> _explained = [];

    public void Write(IReadOnlyList<FindingResource> findings)
    {
        // The worst resource first, and within one the worst finding.
        var groups = findings.GroupBy(static f => (f.Scope, f.Address))
            .Select(static g => g.OrderBy(Rank).ToList())
            .OrderBy(static g => Rank(g[0]))
            .ToList();
        var left = maxFindings;
        foreach (var group in groups.TakeWhile(_ => left > 0))
        {
            WriteHeading(group[0]);
            foreach (var finding in group.Take(left))
            {
                WriteFinding(finding);
                left--;
            }

            canvas.EndLine();
        }

        if (findings.Count > maxFindings)
        {
            canvas.Wrap(0, Tone.Dim, string.Create(CultureInfo.InvariantCulture, $"… and {findings.Count - maxFindings} more; --all shows every one, --format json is for programs."));
            canvas.EndLine();
        }
    }

    private static int Rank(FindingResource finding) =>
        (finding.Counts ? 0 : finding.Status == "waived" ? 200 : 100) + (finding.Status == "fail" ? 0 : 10) + Math.Max(0, Array.IndexOf(s_severities, finding.Severity));

    private void WriteHeading(FindingResource finding)
    {
        canvas.Write(Tone.Bold, finding.Address is null ? "The estate" : Printable.Line(finding.Address));
        canvas.Write(Tone.Dim, finding.Actions.Count == 0 || finding.Actions is ["no-op"] ? "" : "  " + Printable.Line(string.Join(" then ", finding.Actions)));
        canvas.Write(Tone.Dim, finding.Scope.Length > 0 ? "  in " + Printable.Line(finding.Scope) : "");
        canvas.EndLine();
    }

    private void WriteFinding(FindingResource finding)
    {
        var label = Label(finding);
        canvas.Write(Tone.Plain, "  ").Write(ToneOf(finding), label).Write(Tone.Plain, new string(' ', Math.Max(1, Indent - 2 - label.Length)));
        canvas.WrapFrom(Indent, finding.Status == "waived" ? Tone.Dim : Tone.Plain, (finding.Status == "unknown" ? "possibly: " : "") + Printable.Prose(finding.Message, MaxMessage));
        canvas.Wrap(Indent, Tone.Dim, RuleAndPlace(finding));
        foreach (var unknown in finding.Unknowns)
        {
            Field(Tone.Plain, "unknown", $"{Printable.Line(unknown.Path)}: {Printable.Line(unknown.Origin)}");
        }

        Field(Tone.Plain, "unknown", finding.FurtherUnknowns > 0 ? string.Create(CultureInfo.InvariantCulture, $"and {finding.FurtherUnknowns} more") : "");
        if (finding.IsNewlyBroken)
        {
            Field(Tone.Yellow, "breaks", "It was in order before, and this change does not touch it.");
        }

        if (finding.Exception is { } exception)
        {
            var until = exception.IsInForce ? $"until {Date(exception.Expires)}" : $"ended {Date(exception.Expires)}, so it counts";
            Field(exception.IsInForce ? Tone.Dim : Tone.Yellow, "waived", $"{Printable.Prose(exception.Reason)} ({Printable.Line(exception.Owner)}, {until})");
        }

        if (finding.Counts && _explained.Add(finding.Rule))
        {
            Field(Tone.Plain, "why", Printable.Prose(finding.Why));
            Field(Tone.Plain, "fix", Printable.Prose(finding.Remediation));
        }
    }

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string RuleAndPlace(FindingResource finding)
    {
        var text = Printable.Line(finding.Rule);
        var shortened = finding.Fingerprint[..Math.Min(FingerprintLength, finding.Fingerprint.Length)];
        var place = finding.Place is { } p ? string.Create(CultureInfo.InvariantCulture, $"  {Printable.Line(p.File)}:{p.Line}:{p.Column}") : "";
        return $"{text}  {shortened}{place}{(finding.Path is null ? "" : "  " + Printable.Line(finding.Path))}";
    }

    // Capitals for what counts.
    private static string Label(FindingResource finding) => finding switch
    {
        { Status: "waived" } => "waived",
        { Status: "unknown" } => finding.Counts ? "UNKNOWN" : "unknown",
        { IsWarning: true } => "warning",
        _ => finding.Counts ? finding.Severity.ToUpperInvariant() : finding.Severity,
    };

    private static Tone ToneOf(FindingResource finding) => finding switch
    {
        { Status: "waived" } or { Counts: false } => Tone.Dim,
        { Status: "unknown" } => Tone.Cyan,
        { IsWarning: true } => Tone.Yellow,
        { Severity: "critical" } => Tone.RedBold,
        { Severity: "high" } => Tone.Red,
        _ => Tone.Yellow,
    };

    private void Field(Tone tone, string name, string text)
    {
        if (text.Length > 0)
        {
            canvas.Write(Tone.Dim, new string(' ', Indent) + name.PadRight(9)).WrapFrom(Indent + 9, tone, text);
        }
    }
}
