using Turnpike.Gate.Findings;
using Turnpike.Gate.Tests.Judging;

namespace Turnpike.Gate.Tests.Baseline;

/// <summary>The baseline pack over real plans: it finds the mistakes that were planted, and is silent on what is fine.</summary>
public sealed class PlantedMistakesTests
{
    // Roots that were written well. Undecided findings are those a create plan cannot decide.
    private static readonly (string Plan, int Undecided)[] s_well =
    [
        ("account-baseline/plan-1-create.json", 0),
        ("acm-certs/plan-1-create.json", 0),
        ("acm-certs/plan-2-replace-cbd.json", 0),
        ("cloudtrail-org/plan-1-create.json", 2),
        ("eks-prod/plan-1-create.json", 0),
        ("iam-baseline/plan-1-create.json", 0),
        ("net-core-vpc/plan-1-create.json", 0),
        ("net-core-vpc/plan-2-noop.json", 0),
        ("net-core-vpc/plan-3-delete-update.json", 0),
        ("s3-data-lake/plan-1-create.json", 0),
    ];

    public static TheoryData<string> Plans => [.. Mistakes.Select(static m => m.Plan).Distinct()];

    public static TheoryData<string, int> WellWritten => [.. s_well.Select(static w => new TheoryDataRow<string, int>(w.Plan, w.Undecided))];

    [Theory]
    [MemberData(nameof(Plans))]
    public void Planted_mistakes_are_found(string plan)
    {
        var findings = Judge(plan).Findings;
        var missed = Mistakes.Where(m => m.Plan == plan && !findings.Any(f => Finds(f, m))).Select(static m => $"{m.Rule} on {m.Address}");
        Assert.Empty(missed);
    }

    [Theory]
    [MemberData(nameof(WellWritten))]
    public void Well_written_roots_are_not_blamed(string plan, int undecided)
    {
        var counted = Judge(plan).Findings.Where(static f => f.Severity >= Turnpike.Gate.Rules.Severity.Medium).ToList();
        Assert.Empty(counted.Where(static f => f.Status == FindingStatus.Fail).Select(static f => $"{f.Rule.Id} on {f.Resource?.Address}: {f.Message}"));
        Assert.InRange(counted.Count, 0, undecided);
    }

    private static bool Finds(Finding finding, Mistake mistake) =>
        finding.Rule.Id.Value == mistake.Rule
        && finding.Resource?.Address == mistake.Address
        && (finding.Status == FindingStatus.Fail || !mistake.IsCertain);

    private static CheckReport Judge(string plan) => GateCheck.Run(
        new CheckRequest
        {
            Rules = RealPlans.Baseline,
            ProviderData = Repository.ProviderData(),
            Inputs = [new InputFile(plan, File.ReadAllBytes(Path.Combine(Repository.Vectors, "terraform", "roots", plan)))],
        },
        TestContext.Current.CancellationToken);

    private static IReadOnlyList<Mistake> Mistakes { get; } =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "tests", "Turnpike.Gate.Tests", "Baseline", "planted-mistakes.tsv"))
            .Where(static line => !line.StartsWith('#'))
            .Select(static line => line.Split('\t'))
            .Select(static cells => new Mistake(cells[0], cells[1] == "fail", cells[2], cells[3])),
    ];

    /// <param name="IsCertain">The plan says enough to fail it; else undecided is right.</param>
    private sealed record Mistake(string Plan, bool IsCertain, string Rule, string Address);
}
