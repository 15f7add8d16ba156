using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;
using Turnpike.Gate.Surrounding;
using Turnpike.Gate.Tests.Judging;
using Turnpike.Text;

namespace Turnpike.Gate.Tests.Surrounding;

/// <summary>The estate judged as it stands, and rules on trial.</summary>
public sealed class EstateCheckTests
{
    private static readonly Surroundings s_estate = new()
    {
        Resources =
        [
            .. Around.State("a", ("aws_s3_bucket.x", """{"bucket":"x","id":"x"}"""), ("aws_db_instance.d", """{"id":"d","publicly_accessible":true,"storage_encrypted":false}""")),
            .. Around.State("b", ("aws_s3_bucket.x", """{"bucket":"y","id":"y"}"""), ("aws_s3_bucket_versioning.x", """{"bucket":"y","id":"y","versioning_configuration":[{"status":"Enabled"}]}""")),
        ],
    };

    private static CheckReport Run(RuleSet rules, IProgress<int>? progress = null, Func<Turnpike.Estate.Resource, bool>? wanted = null) => EstateCheck.Run(
        new EstateCheckRequest { Estate = s_estate, Rules = rules, ProviderData = Repository.ProviderData(), Wanted = wanted },
        progress,
        TestContext.Current.CancellationToken);

    [Fact]
    public void Each_scope_is_judged_with_its_own()
    {
        var report = Run(RealPlans.Baseline.Only([new RuleId("aws-s3-versioning")]));

        Assert.Equal(["Fail aws-s3-versioning a//aws_s3_bucket.x"], Around.Said(report));
        Assert.Equal((4, 2, 1), (report.Summary.Resources, report.Summary.ResourcesJudged, report.Summary.Rules));
    }

    [Fact]
    public void It_says_what_a_plan_without_changes_would_say()
    {
        const string database = """{"id":"d","publicly_accessible":true,"storage_encrypted":false}""";
        var plan = Checking.Plan(Checking.Change("d", "no-op", database, database, type: "aws_db_instance"));

        var planned = Around.Judge(RealPlans.Baseline, plan, Surroundings.None, "a");
        var standing = Run(RealPlans.Baseline, wanted: static r => r.Type == "aws_db_instance");

        Assert.NotEmpty(planned.Findings);
        Assert.Equal(planned.Findings.Select(static f => (f.Status, f.Fingerprint)), standing.Findings.Select(static f => (f.Status, f.Fingerprint)));
    }

    [Fact]
    public void Progress_comes_to_the_end_and_cancelling_stops_it()
    {
        var told = new Told();
        Run(RealPlans.Baseline, told);
        Assert.Equal(4, told.Last);

        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => EstateCheck.Run(new EstateCheckRequest { Estate = s_estate, Rules = RealPlans.Baseline }, null, cancelled.Token));
    }

    [Fact]
    public void A_rule_on_trial_is_asked_alone_with_the_packs_libraries()
    {
        var trial = RealPlans.Baseline.Trial(SourceText.From("mine.rego", Checking.Module(
            """
            deny contains sprintf("%v is named so", [input.address]) if input.after.bucket == "y"
            """,
            id: "mine")));

        Assert.Equal(["Fail mine b//aws_s3_bucket.x"], Around.Said(Run(trial)));
        Assert.Equal("mine", Assert.Single(trial.Rules).Id.Value);
    }

    [Fact]
    public void A_new_version_of_a_rule_takes_its_place()
    {
        var pack = Around.Rules(Checking.Module("deny contains \"old\""));

        var report = Run(pack.Trial(SourceText.From("new.rego", Checking.Module("deny contains \"new\""))));

        Assert.Equal(["new", "new"], report.Findings.Select(static f => f.Message));
    }

    [Fact]
    public void A_trial_that_does_not_compile_says_so()
    {
        var report = Run(RealPlans.Baseline.Trial(SourceText.From("mine.rego", "package mine\n\ndeny contains x if y == 1\n")));

        Assert.True(report.IsBadInput);
        Assert.Contains(report.Diagnostics, static d => d.IsError && d.Source?.Name == "mine.rego");
    }

    [Fact]
    public void A_trial_without_metadata_judges_documents()
    {
        var trial = RealPlans.Baseline.Trial(SourceText.From("mine.rego", """
            package mine

            deny contains "a bucket" if some change in input.resource_changes
            """));

        var report = Checking.Run(trial, Checking.Plan(Checking.Create("b", """{"bucket":"b"}""")));

        Assert.Equal((FindingStatus.Fail, "a bucket"), (Assert.Single(report.Findings).Status, report.Findings[0].Message));
    }

    private sealed class Told : IProgress<int>
    {
        private int _last;

        public int Last => _last;

        public void Report(int value) => _last = Math.Max(_last, value);
    }
}
