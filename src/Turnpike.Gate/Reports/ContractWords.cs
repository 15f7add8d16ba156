using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;

namespace Turnpike.Gate.Reports;

/// <summary>The words that machine-readable reports use; part of their contract.</summary>
internal static class ContractWords
{
    public static string Name(this FindingStatus status) => status switch
    {
        FindingStatus.Fail => "fail",
        FindingStatus.Unknown => "unknown",
        _ => "waived",
    };

    public static string Name(this RuleScope scope) => scope switch
    {
        RuleScope.Resource => "resource",
        RuleScope.Document => "document",
        RuleScope.Admission => "admission",
        _ => "estate",
    };

    public static string Name(this Verdict verdict) => verdict switch
    {
        Verdict.Pass => "pass",
        Verdict.Fail => "fail",
        _ => "unknown",
    };
}
