using Turnpike.Assessment.Quotas;
using Turnpike.Assessment.Sections;
using Turnpike.Formats.Observation;
using Turnpike.Gate.Rules;
using Turnpike.Tests;
using Turnpike.Text;

namespace Turnpike.Assessment.Tests.Sections;

public class QuotaHeadroomTests
{
    private static readonly (IReadOnlyList<CountedQuota> Quotas, IReadOnlyList<Diagnostic> Faults) s_shipped =
        CountedQuota.Read([new SourceText("packs/data/quotas/aws.yaml", File.ReadAllBytes(Path.Combine(Vectors.RepositoryRoot, "packs/data/quotas/aws.yaml")))]);

    [Fact]
    public void What_comes_with_the_command_has_no_fault()
    {
        Assert.Empty(s_shipped.Faults);
        Assert.Equal(s_shipped.Quotas.Count, s_shipped.Quotas.Select(static q => q.Code).Distinct().Count());
    }

    [Fact]
    public void An_entry_without_its_source_is_a_fault_with_its_place()
    {
        var (quotas, faults) = CountedQuota.Read([SourceText.From("own.yaml", "quotas:\n  - {service: ec2, code: L-1, name: Addresses, count: [aws_eip]}\n")]);

        Assert.Empty(quotas);
        Assert.Equal("own.yaml:2:6: error QUOTA001: a quota lacks 'source'", Assert.Single(faults).ToString());
    }

    [Theory]
    [InlineData("ec2", "L-0263D0A3", 5, 4, "quotas.near", Severity.Medium)]
    [InlineData("ec2", "L-0263D0A3", 5, 5, "quotas.near", Severity.High)]
    [InlineData("ec2", "L-0263D0A3", 50, 4, null, Severity.Low)]
    public async Task Use_is_held_against_what_is_allowed(string service, string code, int allowed, int addresses, string? kind, Severity severity)
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "ec2", [.. Enumerable.Range(0, addresses).Select(static i => ("aws_eip", $"eipalloc-{i}", "{}"))]);
        await QuotaAsync(yard, service, code, allowed);

        var result = await JudgeAsync(yard);

        Assert.Equal(kind is null ? [] : [(kind, severity)], result.Lines.Select(static l => (l.Kind, l.Severity)));
        Assert.Equal(100.0 * addresses / allowed, result.Measures[0].Value);
    }

    [Fact]
    public async Task Processors_count_for_instances_of_the_standard_families_that_run()
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "ec2",
        [
            ("aws_instance", "i-1", Instance("m5.xlarge", "running")), ("aws_instance", "i-2", Instance("t3.small", "stopped")), ("aws_instance", "i-3", Instance("trn1.2xlarge", "running")),
            ("aws_instance", "i-4", Instance("c6gd.large", "running").Replace("running\"", "running\",\"instance_lifecycle\":\"spot\"", StringComparison.Ordinal)),
        ]);
        await QuotaAsync(yard, "ec2", "L-1216C47A", 4);

        Assert.Equal("Some quota: 4 of 4 in 123456789012 eu-west-1", Assert.Single((await JudgeAsync(yard)).Lines).What);

        static string Instance(string type, string state) => $$"""{"instance_type":"{{type}}","cpu_options":[{"core_count":2,"threads_per_core":2}],"instance_state":"{{state}}"}""";
    }

    [Fact]
    public async Task The_fullest_of_several_counts()
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "vpc", [("aws_subnet", "s-1", """{"vpc_id":"vpc-1"}"""), ("aws_subnet", "s-2", """{"vpc_id":"vpc-2"}"""), ("aws_subnet", "s-3", """{"vpc_id":"vpc-2"}""")]);
        await QuotaAsync(yard, "vpc", "L-407747CB", 2);

        Assert.Equal("Some quota: 2 of 2 in 123456789012 eu-west-1 (vpc-2)", Assert.Single((await JudgeAsync(yard)).Lines).What);
    }

    [Fact]
    public async Task What_was_not_all_counted_is_not_compared()
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "ec2", coverage: [new("ec2:DescribeAddresses", CoverageStatus.Denied, ["aws_eip"])], resources: []);
        await QuotaAsync(yard, "ec2", "L-0263D0A3", 5);
        await yard.ObserveAsync("", "iam", [("aws_iam_account_summary", "123456789012", """{"users":10,"users_quota":5000,"roles":990,"roles_quota":1000}""")]);

        var result = await JudgeAsync(yard);

        Assert.Equal("IAM roles: 990 of 1000 in 123456789012", Assert.Single(result.Lines).What);
        Assert.Contains(result.NotJudged, static n => n is { What: "Use of Some quota", Count: 1 });
    }

    private static Task QuotaAsync(EstateYard yard, string service, string code, int allowed) => yard.ObserveAsync("eu-west-1", "servicequotas",
    [
        ("aws_servicequotas_service_quota", $"{service}/{code}", $$"""{"service_code":"{{service}}","quota_code":"{{code}}","quota_name":"Some quota","value":{{allowed}}}"""),
    ]);

    private static Task<Turnpike.Assessment.Results.SectionResult> JudgeAsync(EstateYard yard) => yard.JudgeAsync(new QuotaHeadroom(s_shipped.Quotas, s_shipped.Faults));
}
