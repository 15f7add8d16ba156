using Turnpike.Delivery.Changes;
using Turnpike.Gate;

namespace Turnpike.Delivery.Judging;

/// <summary>What a change says about itself, before it is judged.</summary>
internal static class ChangeHead
{
    public static ChangeJudged Of(string id, PlanUpload upload, string author, string content) => new(
        id,
        upload.Scope,
        upload.Title ?? $"{upload.Source.Name} for {upload.Scope}",
        author,
        upload.Source,
        content,
        Plan: "",
        Policies: "",
        Estate: "",
        EstatePosition: -1,
        Verdict.Unknown,
        new FindingCounts(0, 0, 0, 0, 0),
        Findings: "",
        Stale: 0,
        ActionCounts.None,
        Exceptions: [],
        new ChangeRisk(0, null, null, "", []),
        Context: "",
        upload.TokenOwner);
}
