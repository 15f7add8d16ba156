using System.Globalization;
using System.Text.RegularExpressions;
using Turnpike.Values;

namespace Turnpike.Formats.Scanners;

/// <summary>SARIF 2.1.0 of any tool. What a result says in words is left out, since scanners of secrets quote them.</summary>
internal static partial class SarifLog
{
    /// <summary>A report for each tool and category: runs of the same one are one.</summary>
    /// <param name="name">Of the file, which tells apart what a tool does not.</param>
    public static IEnumerable<ScannerReport> Read(Value log, string name) =>
        log.ItemsAt("runs").Select(r => OfRun(r, name)).GroupBy(static r => (r.Tool, r.Subject)).Select(static same => same.First() with
        {
            Targets = [.. same.SelectMany(static r => r.Targets).GroupBy(static t => (t.Kind, t.Identity)).Select(static t => t.First() with { Findings = FindingMerge.Merge(t.SelectMany(static o => o.Findings)) })],
            Notes = [.. same.SelectMany(static r => r.Notes).Distinct(StringComparer.Ordinal)],
            IsPartial = same.Any(static r => r.IsPartial),
        });

    private static ScannerReport OfRun(Value run, string name)
    {
        var driver = run.At("tool", "driver");
        var tool = (ScannerText.Name(driver.TextAt("name")) ?? "unknown").ToLowerInvariant();
        var rules = new SarifRules(run);
        var findings = run.ItemsAt("results").Where(IsFault).Select(r => Finding(tool, r, rules.Of(r))).ToList();
        var failed = run.ItemsAt("invocations").Where(static i => i.At("executionSuccessful") is BooleanValue { Value: false }).ToList();
        var category = run.TextAt("automationDetails", "id") is { } id && id.LastIndexOf('/') is > 0 and var end ? id[..end] : null;
        return new ScannerReport("sarif", tool, driver.TextAt("semanticVersion") ?? driver.TextAt("version"), ScannerText.Name(category) ?? name, [.. Targets(run, findings, category ?? name)])
        {
            IsPartial = failed.Count > 0,
            Notes = failed.Count == 0 ? [] : [$"{tool} says that it failed{(failed[0].TextAt("exitCodeDescription") is { } why ? ": " + ScannerText.Title(why) : "")}: what it does not show may still be there"],
        };
    }

    // Results of an image name it in each place or once for the run; others are of code.
    private static IEnumerable<ScanTarget> Targets(Value run, List<ScannerFinding> findings, string name)
    {
        var properties = run.At("properties");
        if (properties.TextAt("imageName") is { } image)
        {
            var target = ScanTarget.Image(image, properties.TextsAt("repoDigests"), properties.TextsAt("repoTags"));
            yield return target with { Findings = FindingMerge.Merge(findings.Select(f => f with { Subject = f.Subject with { Digest = target.Digest, Artifact = target.Name } })) };
            yield break;
        }

        var repository = ScannerText.Name(run.ItemsAt("versionControlProvenance") is [var first, ..] ? first.TextAt("repositoryUri") : null) ?? ScannerText.Name(name)!;
        foreach (var of in findings.GroupBy(static f => f.Subject.Digest).OrderBy(static g => g.Key, StringComparer.Ordinal))
        {
            var target = of.Key is { } digest ? ScanTarget.Image(null, [digest], []) : new ScanTarget(ScanTargetKind.Code, repository, [], []);
            yield return target with { Findings = FindingMerge.Merge(of) };
        }

        if (findings.Count == 0)
        {
            yield return new ScanTarget(ScanTargetKind.Code, repository, [], []);
        }
    }

    // Results may say what passed and what is gone.
    private static bool IsFault(Value result) => result.TextAt("kind") is null or "fail" or "open" or "review" && result.TextAt("baselineState") != "absent";

    private static ScannerFinding Finding(string tool, Value result, Value? rule)
    {
        var rawId = result.TextAt("ruleId") ?? result.TextAt("rule", "id") ?? rule.TextAt("id");
        var (id, aliases) = FindingName.Of([rawId]);
        var place = result.ItemsAt("locations") is [var first, ..] ? first : null;
        var logical = place.ItemsAt("logicalLocations") is [var one, ..] ? one.TextAt("fullyQualifiedName") : null;
        var uri = place.TextAt("physicalLocation", "artifactLocation", "uri");
        var digest = logical is not null && Digest().Match(logical) is { Success: true } match ? match.Value : null;
        var resource = digest is null ? Resource(result, logical, uri) : null;
        return new ScannerFinding(
            id,
            aliases,
            Severity(result, rule),
            new FindingSubject(
                digest,
                File: uri is null || uri == resource ? null : digest is null ? CodePath.Of(null, FileOf(uri)) : ScannerText.Name(Uri.UnescapeDataString(uri)),
                Line: TrivyReport.LineOf(place.At("physicalLocation", "region", "startLine")),
                Resource: resource,
                Package: digest is not null && FindingName.IsOfOneFault(id) && rawId!.Length > id.Length + 1 ? rawId[(id.Length + 1)..] : null),
            [],
            ScannerText.Title(rule.TextAt("shortDescription", "text") ?? rule.TextAt("name")),
            ScannerText.Address(rule.TextAt("helpUri")),
            [tool])
        {
            Class = FindingName.IsOfOneFault(id) ? FindingClass.Vulnerability : IsSecret(tool, rule) ? FindingClass.Secret : FindingClass.Misconfiguration,
            Accepted = Suppressed(result),
            Fingerprint = Fingerprint(result),
        };
    }

    // Somebody has accepted it, in the code or beside it; one under review or rejected still counts.
    private static string? Suppressed(Value result)
    {
        var by = result.ItemsAt("suppressions").FirstOrDefault(static s => s.TextAt("status") is null or "accepted");
        return by is null ? null : $"{(by.TextAt("kind") == "inSource" ? "suppressed in the code" : "suppressed")}{(ScannerText.Title(by.TextAt("justification")) is { } why ? ": " + why : "")}";
    }

    private static string? Fingerprint(Value result) =>
        ((string[])["fingerprints", "partialFingerprints"]).SelectMany(p => result.EntriesAt(p)).Select(static e => e.Value is StringValue text ? ScannerText.Name($"{e.Key}={text.Value}") : null).FirstOrDefault(static t => t is not null);

    // Scanners of clouds have no files: they name the resource as the place, as a logical one or among the properties.
    private static string? Resource(Value result, string? logical, string? uri) => ScannerText.Name(
        s_resources.Select(p => result.TextAt("properties", p)).FirstOrDefault(static t => t is { Length: > 0 })
        ?? logical
        ?? (uri is not null && (uri.StartsWith("arn:", StringComparison.Ordinal) || uri.StartsWith("/subscriptions/", StringComparison.Ordinal)) ? uri : null));

    private static readonly string[] s_resources = ["resourceArn", "resource_arn", "resourceUid", "resource_uid", "resourceId", "resource_id", "resourceAddress", "resource"];

    private static string FileOf(string uri)
    {
        var path = uri.StartsWith("file://", StringComparison.Ordinal) ? uri[7..] : uri;
        return ScannerText.Name(Uri.UnescapeDataString(path)) ?? "";
    }

    private static bool IsSecret(string tool, Value? rule) =>
        tool is "gitleaks" or "trufflehog" or "detect-secrets" || rule.ItemsAt("properties", "tags").Any(static t => t is StringValue { Value: "secret" or "secrets" });

    // GitHub's security-severity is a CVSS score; the level is what every tool gives. A rank counts only where neither is given.
    private static FindingSeverity Severity(Value result, Value? rule)
    {
        var score = result.At("properties", "security-severity") ?? rule.At("properties", "security-severity");
        if (double.TryParse(score is NumberValue given ? given.ToString() : (score as StringValue)?.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return number switch { >= 9 => FindingSeverity.Critical, >= 7 => FindingSeverity.High, >= 4 => FindingSeverity.Medium, > 0 => FindingSeverity.Low, _ => FindingSeverity.None };
        }

        var level = result.TextAt("level") ?? rule.TextAt("defaultConfiguration", "level");
        var rank = result.At("rank") ?? rule.At("defaultConfiguration", "rank");
        return level is null && rank is NumberValue of && of.TryGetInt32(out var place) && place >= 0
            ? place switch { >= 90 => FindingSeverity.Critical, >= 70 => FindingSeverity.High, >= 40 => FindingSeverity.Medium, _ => FindingSeverity.Low }
            : FindingName.Severity(level ?? "warning");
    }

    [GeneratedRegex("sha256:[0-9a-f]{64}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Digest();
}
