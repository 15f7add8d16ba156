using System.Text.Json;
using System.Text.Json.Serialization;
using Turnpike.Gate;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;
using Turnpike.Gate.Surrounding;
using Turnpike.Gate.Waivers;
using Turnpike.Text;

namespace Turnpike.Delivery.Judging;

/// <summary>
/// The outcome of a judging as it is kept: all that reports are written from, so that the rules it was judged by need not
/// be there any more. The same outcome makes the same bytes. docs/formats/kept-findings.md describes it.
/// </summary>
internal sealed record KeptReport
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = 64,
    };

    public int Schema { get; init; } = 1;

    public required Verdict Verdict { get; init; }

    public required Severity FailOn { get; init; }

    public bool IsPartial { get; init; }

    public required CheckSummary Summary { get; init; }

    public required IReadOnlyList<KeptRule> Rules { get; init; }

    public required IReadOnlyList<KeptFinding> Findings { get; init; }

    public required IReadOnlyList<CheckedInput> Inputs { get; init; }

    public required IReadOnlyList<KeptDiagnostic> Diagnostics { get; init; }

    public required IReadOnlyList<StaleResource> Stale { get; init; }

    public static byte[] Write(CheckReport report)
    {
        var rules = report.RulesRun.Concat(report.Findings.Select(static f => f.Rule)).DistinctBy(static r => r.Id).OrderBy(static r => r.Id);
        return JsonSerializer.SerializeToUtf8Bytes(
            new KeptReport
            {
                Verdict = report.Verdict,
                FailOn = report.FailOn,
                IsPartial = report.IsPartial,
                Summary = report.Summary,
                Rules = [.. rules.Select(KeptRule.Of)],
                Findings = [.. report.Findings.Select(KeptFinding.Of)],
                Inputs = report.Inputs,
                Diagnostics = [.. report.Diagnostics.Select(KeptDiagnostic.Of)],
                Stale = report.Stale,
            },
            s_options);
    }

    /// <exception cref="InvalidDataException">It was not written by <see cref="Write"/>.</exception>
    public static CheckReport Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<KeptReport>(bytes, s_options)!.ToReport();
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException("Findings that were kept cannot be read.", fault);
        }
    }

    private CheckReport ToReport()
    {
        var rules = Rules.ToDictionary(static r => r.Id, static r => r.ToMetadata());
        return new CheckReport
        {
            Verdict = Verdict,
            Summary = Summary,
            FailOn = FailOn,
            IsPartial = IsPartial,
            Findings = [.. Findings.Select(f => f.ToFinding(rules[f.Rule]))],
            Inputs = Inputs,
            Diagnostics = [.. Diagnostics.Select(static d => d.ToDiagnostic())],
            RulesRun = [.. rules.Values],
            Stale = Stale,
        };
    }
}

internal sealed record KeptRule(
    string Id,
    string Title,
    string Description,
    Severity Severity,
    RuleScope Scope,
    string Remediation,
    IReadOnlyList<string> Controls,
    string? Pack,
    string Package)
{
    public static KeptRule Of(RuleMetadata rule) => new(
        rule.Id.Value, rule.Title, rule.Description, rule.Severity, rule.Scope, rule.Remediation, [.. rule.Controls.Select(static c => c.Framework + "\n" + c.Id)], rule.Pack, rule.Package);

    public RuleMetadata ToMetadata() => new()
    {
        Id = new RuleId(Id),
        Title = Title,
        Description = Description,
        Severity = Severity,
        Scope = Scope,
        Remediation = Remediation,
        Controls = [.. Controls.Select(static c => c.Split('\n', 2)).Select(static c => new Control(c[0], c[1]))],
        Pack = Pack,
        Package = Package,
    };
}

internal sealed record KeptFinding(
    string Rule,
    Severity Severity,
    FindingStatus Status,
    FindingStatus? Otherwise,
    FindingSubject? Resource,
    string Message,
    string? Path,
    SourcePlace? Source,
    IReadOnlyList<ModuleCallPlace>? Calls,
    string Fingerprint,
    IReadOnlyList<UnknownPart>? Unknowns,
    int FurtherUnknowns,
    KeptWaiver? Waiver,
    bool IsWarning,
    bool IsExisting,
    IReadOnlyList<FindingSubject>? BrokenBy)
{
    public static KeptFinding Of(Finding f) => new(
        f.Rule.Id.Value,
        f.Severity,
        f.Status,
        f.Otherwise,
        f.Resource,
        f.Message,
        f.Path,
        f.Source,
        f.Calls.Count > 0 ? f.Calls : null,
        f.Fingerprint.Value,
        f.Unknowns.Count > 0 ? f.Unknowns : null,
        f.FurtherUnknowns,
        f.Waiver is { } w ? new KeptWaiver(w.Id, w.Resource, w.Reason, w.Owner, w.Expires) : null,
        f.IsWarning,
        f.IsExisting,
        f.BrokenBy.Count > 0 ? f.BrokenBy : null);

    public Finding ToFinding(RuleMetadata rule) => new()
    {
        Rule = rule,
        Severity = Severity,
        Status = Status,
        Otherwise = Otherwise,
        Resource = Resource,
        Message = Message,
        Path = Path,
        Source = Source,
        Calls = Calls ?? [],
        Fingerprint = new Fingerprint(Fingerprint),
        Unknowns = Unknowns ?? [],
        FurtherUnknowns = FurtherUnknowns,
        Waiver = Waiver is { } w ? new Waiver(rule.Id, w.Subject, w.Reason, w.Owner, w.Expires) { Id = w.Id } : null,
        IsWarning = IsWarning,
        IsExisting = IsExisting,
        BrokenBy = BrokenBy ?? [],
    };
}

internal sealed record KeptWaiver(string? Id, string Subject, string Reason, string Owner, DateOnly Expires);

/// <param name="Place">As people read it: <c>plan.json:3:14</c>; null where no text is at fault.</param>
internal sealed record KeptDiagnostic(string Code, DiagnosticSeverity Severity, string Message, string? Place, string? Help)
{
    public static KeptDiagnostic Of(Diagnostic d) => new(d.Code, d.Severity, d.Message, d.Source is { } source ? $"{source.Name}:{d.Position}" : null, d.Help);

    public Diagnostic ToDiagnostic() => new(Code, Severity, Place is null ? Message : $"{Place}: {Message}", null, default, Help);
}
