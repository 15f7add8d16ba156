using Turnpike.Delivery.Changes;
using Turnpike.Estate.Identity;
using Turnpike.Formats;
using Turnpike.Formats.TerraformPlan;
using Turnpike.Gate;
using Turnpike.Web.Changes;

namespace Turnpike.Web.Tests.Samples;

/// <summary>The sample's plan, judged by the rules that come with Turnpike.</summary>
internal static class SampleChange
{
    public static DateTimeOffset Now { get; } = DateTimeOffset.UtcNow;

    public static TerraformPlanDocument Plan { get; } = (TerraformPlanDocument)InputReader.Read("parcels-prod.json", Repository.Read("samples/kestrel/plans/parcels-prod.json"), InputReaderOptions.Default with { Scope = new EstateScope("parcels/prod") }).Document!;

    public static CheckReport Report { get; } = GateCheck.Run(new CheckRequest
    {
        Inputs = [new InputFile("parcels-prod.json", Repository.Read("samples/kestrel/plans/parcels-prod.json"))],
        Rules = Baseline.Rules,
        ProviderData = Baseline.ProviderData,
        FailOn = Gate.Rules.Severity.Medium,
    });

    public static IReadOnlyList<FindingView> Findings { get; } = [.. Report.Findings.Select(f => FindingView.Of(f, Report.FailOn, isOfChange: true))];

    public static Change Make(string id, string title, string author, Gate.Verdict verdict, ChangeEnd? end = null, int hours = 2, string branch = "feature/parcels-prod") => new(
        new ChangeJudged(
            id, "parcels/prod", title, author, new ChangeSource("parcels-prod.json", "https://git.example.com/kestrel/infra/pull/412", "9f2c1a7b3de84410", branch, null),
            "aGFzaA==", "cGxhbg0000000000000000000000000000000000000=", "cG9saWNpZXM000000000000000000000000000000000=", "ZXN0YXRl0000000000000000000000000000000000=", 41,
            verdict, new FindingCounts(Report.Summary.Failed, Report.Summary.Undecided, 1, Report.Summary.BelowThreshold, 0), "ZmluZGluZ3M00000000000000000000000000000000=", 1, new ActionCounts(12, 3, 1, 2, 0),
            [new AppliedException("x-1", "baseline/aws/rds-backup", "data-platform", Now.AddDays(12), 1)],
            new ChangeRisk(62, "production", "critical", "failing", [new RiskFact(30, "deletes aws_db_instance.orders, which keeps data"), new RiskFact(20, "the environment is production"), new RiskFact(12, "14 resources depend on what it changes")]),
            "Y29udGV4dA=="),
        1, 1, Now.AddHours(-hours), Now.AddHours(-hours), 10 + hours, 10 + hours, end, [new ChangeComment("grace@example.com", Now.AddHours(-1), "Why does the database have to be public?\nThe API reaches it from inside.", 12)]);

    public static DiffView Diff { get; } = DiffView.Of(Plan, Findings, new DiffAsked());
}
