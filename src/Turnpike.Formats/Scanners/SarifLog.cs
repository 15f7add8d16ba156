using System.Globalization;
using Turnpike.Values;

namespace Turnpike.Formats.Scanners;

/// <summary>SARIF 2.1.0 of any tool. What a result says in words is left out, since scanners of secrets quote them.</summary>
internal static class SarifLog
{
    public static IEnumerable<ScannerFinding> Findings(Value log)
    {
        foreach (var run in log.ItemsAt("runs"))
        {
            var tool = (run.TextAt("tool", "driver", "name") ?? "unknown").ToLowerInvariant();
            var rules = run.ItemsAt("tool", "driver", "rules");
            var byId = new Dictionary<string, Value>(StringComparer.Ordinal);
            foreach (var rule in rules)
            {
                byId.TryAdd(rule.TextAt("id") ?? "", rule);
            }

            foreach (var result in run.ItemsAt("results").Where(IsOpen))
            {
                yield return Finding(tool, result, RuleOf(result, rules, byId));
            }
        }
    }

    // Results may say what passed, what is gone, and what somebody has accepted.
    private static bool IsOpen(Value result) =>
        result.TextAt("kind") is null or "fail" or "open" or "review"
        && result.TextAt("baselineState") != "absent"
        && !result.ItemsAt("suppressions").Any(static s => s.TextAt("status") is null or "accepted");

    private static Value? RuleOf(Value result, IReadOnlyList<Value> rules, Dictionary<string, Value> byId)
    {
        var index = result.At("ruleIndex") ?? result.At("rule", "index");
        return index is NumberValue number && number.TryGetInt32(out var at) && at >= 0 && at < rules.Count ? rules[at]
            : byId.GetValueOrDefault(result.TextAt("ruleId") ?? result.TextAt("rule", "id") ?? "");
    }

    private static ScannerFinding Finding(string tool, Value result, Value? rule)
    {
        var (id, aliases) = FindingName.Of([result.TextAt("ruleId") ?? result.TextAt("rule", "id") ?? rule.TextAt("id")]);
        var place = result.ItemsAt("locations") is [var first, ..] ? first : null;
        var file = place.TextAt("physicalLocation", "artifactLocation", "uri");
        var resource = place.ItemsAt("logicalLocations") is [var logical, ..] ? logical.TextAt("fullyQualifiedName") : null;
        return new ScannerFinding(
            id,
            aliases,
            Severity(result, rule),
            new FindingSubject(File: file is null ? null : Uri.UnescapeDataString(file), Line: TrivyReport.LineOf(place.At("physicalLocation", "region", "startLine")), Resource: resource),
            [],
            rule.TextAt("shortDescription", "text"),
            rule.TextAt("helpUri"),
            [tool]);
    }

    // GitHub's security-severity is a CVSS score; the level is what every tool gives.
    private static FindingSeverity Severity(Value result, Value? rule)
    {
        var score = rule.TextAt("properties", "security-severity") ?? result.TextAt("properties", "security-severity");
        return double.TryParse(score, CultureInfo.InvariantCulture, out var number)
            ? number switch { >= 9 => FindingSeverity.Critical, >= 7 => FindingSeverity.High, >= 4 => FindingSeverity.Medium, > 0 => FindingSeverity.Low, _ => FindingSeverity.None }
            : FindingName.Severity(result.TextAt("level") ?? rule.TextAt("defaultConfiguration", "level") ?? "warning");
    }
}
