using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Reports;
using Turnpike.Assessment.Results;
using Turnpike.Assessment.Risks;
using Turnpike.Assessment.Sections;
using Turnpike.Assessment.Trend;
using Turnpike.Gate.Rules;

namespace Turnpike.Assessment.Tests;

public class RiskTests
{
    private static readonly string[] s_types = ["aws_ami", "aws_db_instance", "aws_ebs_volume", "aws_efs_file_system", "aws_eip", "aws_instance", "aws_kms_key", "aws_lambda_function", "aws_lb", "aws_nat_gateway", "aws_s3_bucket", "aws_sqs_queue"];

    [Fact]
    public async Task A_score_is_what_the_written_formula_gives()
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "ec2",
        [
            ("aws_vpc", "vpc-00000001", """{"tags":{"tier":"1"}}"""),
            ("aws_subnet", "subnet-00000001", """{"vpc_id":"vpc-00000001"}"""),
            ("aws_instance", "i-00000001", """{"subnet_id":"subnet-00000001"}"""),
            ("aws_instance", "i-00000002", """{"subnet_id":"subnet-00000001"}"""),
        ]);

        var report = await new AssessEstate([new One("aws_vpc", Severity.High, 0.2)]).RunAsync(await yard.AssessedAsync(), null, null, TestContext.Current.CancellationToken);

        // One of four: 1 - (1 - 0.2) × (1 - 1/4). High: 0.8; tier 1: 1. It and the three that hang on it are all there is.
        var risk = Assert.Single(report.Risks);
        Assert.Equal((0.4, 0.8, 1.0, 32.0), (risk.Likelihood.Value, risk.Impact.Value, risk.BlastRadius.Value, risk.Score));
        Assert.Equal((1, 4, 3), (risk.Likelihood.Affected, risk.Likelihood.Of, risk.BlastRadius.Dependents));
    }

    [Fact]
    public async Task What_is_weightier_wider_or_graver_comes_first_and_ten_are_told()
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "ec2", [.. Enumerable.Range(0, 12).Select(static i => (s_types[i], $"id-{i:d8}", i == 3 ? """{"tags":{"environment":"prod"}}""" : """{"tags":{"environment":"dev"}}"""))]);
        var sections = Enumerable.Range(0, 12).Select(static i => (ISection)new One(s_types[i], i == 5 ? Severity.Critical : Severity.Medium, 0.1)).ToList();

        var report = await new AssessEstate(sections).RunAsync(await yard.AssessedAsync(), null, null, TestContext.Current.CancellationToken);

        Assert.Equal([s_types[3], s_types[5], s_types[0]], report.Risks.Take(3).Select(static r => r.Id));
        Assert.Equal(10, report.Risks.Count);
    }

    [Fact]
    public async Task What_each_was_before_is_said_beside_it()
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "ec2", [("aws_vpc", "vpc-00000001", "{}")]);
        var assess = new AssessEstate([new One("aws_vpc", Severity.High, 0.2)]);
        var before = await assess.RunAsync(await yard.AssessedAsync(), null, null, TestContext.Current.CancellationToken);
        await yard.ObserveAsync("eu-west-1", "ec2", [("aws_vpc", "vpc-00000001", "{}"), ("aws_vpc", "vpc-00000002", "{}")]);
        var now = (await assess.RunAsync(await yard.AssessedAsync(), null, null, TestContext.Current.CancellationToken)).Against(before);

        var measure = Assert.Single(Assert.Single(now.Sections).Measures);
        Assert.Equal((2.0, 1.0, Direction.Worse), (measure.Value, measure.Before, measure.Direction!.Value));
        Assert.Equal(before.Risks[0].Score, now.Risks[0].Before);
        Assert.Equal(AssessmentJson.Write(now), AssessmentJson.Write(AssessmentJson.Read(AssessmentJson.Write(now))!));
    }

    [Fact]
    public async Task Whatever_a_resource_is_called_a_report_stays_a_report()
    {
        const string Hostile = """<script>alert(1)</script>|[x](javascript:y) `a` @everyone""";
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "ec2", [new Formats.Observation.ObservedResource("aws_vpc", "vpc-00000001", EstateYard.Object("{}")) { Name = Hostile + "\u202e\u001b[31m" }]);
        var report = await new AssessEstate([new One("aws_vpc", Severity.High, 0.2)]).RunAsync(await yard.AssessedAsync(), null, null, TestContext.Current.CancellationToken);

        var (html, markdown, text) = (HtmlAssessment.Write(report), MarkdownAssessment.Write(report), TextAssessment.Write(report, 100, hasColour: false));

        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", markdown, StringComparison.Ordinal);
        Assert.All([html, markdown, text], static form => Assert.DoesNotContain(form, static c => c is '\u202e' or '\u001b'));
    }

    /// <summary>A section with one line about all of a type.</summary>
    private sealed class One(string type, Severity severity, double prior) : ISection
    {
        private readonly MeasureForm _count = new(type + ".count", "Of the type", "", HigherIsBetter: false);

        public string Id => type;

        public string Title => type;

        public IReadOnlyList<MeasureForm> Measures => [_count];

        public IReadOnlyList<RiskCandidate> Risks => [new(type, "It may break", [type + ".line"], [], prior, "Look at it.")];

        public Task<SectionResult> JudgeAsync(AssessedEstate estate, CancellationToken cancellationToken)
        {
            var sheet = new SectionSheet(estate);
            var resources = estate.Of(type);
            sheet.Add(_count, resources.Count);
            sheet.Add(type + ".line", severity, resources, string.Join(", ", resources.Select(static r => r.Name)), "It matters.", [], "Look at it.");
            return Task.FromResult(sheet.ToResult(Id, Title, "One."));
        }
    }
}
