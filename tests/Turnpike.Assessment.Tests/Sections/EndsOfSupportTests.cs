using Turnpike.Assessment.Results;
using Turnpike.Assessment.Sections;
using Turnpike.Assessment.Tests.Lifecycle;
using Turnpike.Formats.Observation;
using Turnpike.Gate.Rules;

namespace Turnpike.Assessment.Tests.Sections;

/// <summary>The day of these tests is 2026-03-02.</summary>
public class EndsOfSupportTests
{
    [Theory]
    [InlineData("aws_eks_cluster", """{"version":"1.28"}""", "lifecycle.ended", Severity.High, "Amazon EKS 1.28: support ended on 2025-11-26")]
    [InlineData("aws_eks_cluster", """{"version":"1.30"}""", "lifecycle.extended", Severity.Medium, "Amazon EKS 1.30: support ended on 2025-07-23; it is supported for a fee until 2026-07-23")]
    [InlineData("aws_eks_cluster", """{"version":"1.33"}""", "lifecycle.ending", Severity.Low, "Amazon EKS 1.33: support ends on 2026-07-29, in 149 days")]
    [InlineData("aws_eks_cluster", """{"version":"1.34"}""", null, Severity.Low, null)]
    [InlineData("aws_db_instance", """{"engine":"postgres","engine_version_actual":"11.22"}""", "lifecycle.extended", Severity.Medium, "Amazon RDS for PostgreSQL 11: support ended on 2024-02-29; it is supported for a fee until 2027-03-31")]
    [InlineData("aws_db_instance", """{"engine":"mariadb","engine_version_actual":"10.4.30"}""", "lifecycle.ended", Severity.High, "Amazon RDS for MariaDB 10.4: support ended on 2025-02-28")]
    [InlineData("aws_lambda_function", """{"runtime":"nodejs18.x"}""", "lifecycle.ended", Severity.High, "AWS Lambda runtime nodejs18.x: support ended on 2025-09-01")]
    [InlineData("aws_lambda_function", """{"runtime":"","package_type":"Image"}""", null, Severity.Low, null)]
    [InlineData("aws_instance", """{"image_name":"amzn-ami-hvm-2018.03.0.20230306.1-x86_64-gp2"}""", "lifecycle.ended", Severity.High, "Amazon Linux 1: support ended on 2023-12-31")]
    [InlineData("aws_opensearch_domain", """{"engine_version":"OpenSearch_1.2"}""", "lifecycle.extended", Severity.Medium, "Amazon OpenSearch Service OpenSearch_1.2: support ended on 2025-11-07; it is supported for a fee until 2026-11-07")]
    [InlineData("aws_msk_cluster", """{"kafka_version":"2.8.2.tiered"}""", "lifecycle.ended", Severity.High, "Amazon MSK (Apache Kafka) 2.8.2: support ended on 2025-01-14")]
    [InlineData("aws_docdb_cluster", """{"engine_version":"5.0.0"}""", null, Severity.Low, null)]
    [InlineData("aws_mq_broker", """{"engine_type":"RabbitMQ","engine_version":"3.10.20"}""", "lifecycle.ended", Severity.High, "Amazon MQ for RabbitMQ 3.10: support ended on 2024-10-15")]
    public async Task What_runs_is_held_against_the_dates(string type, string attributes, string? kind, Severity severity, string? says)
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "some", [(type, "one", attributes)]);

        var result = await JudgeAsync(yard);

        Assert.Equal(kind is null ? [] : [(kind, severity, says!)], result.Lines.Select(static l => (l.Kind, l.Severity, l.What)));
        Assert.Empty(result.NotJudged);
    }

    [Fact]
    public async Task A_release_that_the_data_does_not_list_is_not_called_supported()
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "eks", [("aws_eks_cluster", "old", """{"version":"1.28"}"""), ("aws_eks_cluster", "new", """{"version":"1.99"}""")]);

        var result = await JudgeAsync(yard);

        Assert.Equal([("lifecycle.supported", 0.0, 1), ("lifecycle.ended", 1.0, 1), ("lifecycle.ending", 0.0, 1)], result.Measures.Select(static m => (m.Id, m.Value!.Value, m.Of!.Value)));
        var unknown = Assert.Single(result.NotJudged);
        Assert.Equal(("Support of Amazon EKS 1.99", 1), (unknown.What, unknown.Count));
        Assert.Contains("packs/data/lifecycle/eks.yaml", unknown.Do, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_not_read_is_said_with_the_call_that_was_denied()
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "eks", coverage: [new("eks:ListClusters", CoverageStatus.Denied, ["aws_eks_cluster"], "Grant eks:ListClusters.")], resources: []);

        var result = await JudgeAsync(yard);

        Assert.All(result.Measures, static m => Assert.Equal(Grade.Unknown, m.Grade));
        Assert.Contains("eks:ListClusters was denied", Assert.Single(result.NotJudged).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clusters_and_manifests_tell_of_apis_that_are_removed()
    {
        await using var yard = new EstateYard();
        await yard.PushAsync("kubernetes/prod", "turnpike/v1/cluster", """
            {"apiVersion":"v1","kind":"List","items":[
              {"apiVersion":"turnpike/v1","kind":"Cluster","metadata":{"name":"prod"},"spec":{"version":"v1.24.17","nodes":[{"name":"a","os_image":"Ubuntu 18.04.6 LTS"},{"name":"b","os_image":"Ubuntu 18.04.6 LTS"}]}},
              {"apiVersion":"turnpike/v1","kind":"RemovedApiUse","metadata":{"name":"policy/v1beta1/PodDisruptionBudget"},"spec":{"count":3,"managers":["helm"],"objects":["shop/web"],"removed_in":"1.25","use":"policy/v1"}}]}
            """);
        await yard.PushAsync("code/infra", "manifests", """
            {"apiVersion":"v1","kind":"List","items":[{"apiVersion":"batch/v1beta1","kind":"CronJob","metadata":{"name":"nightly","namespace":"shop"},"spec":{}},{"apiVersion":"batch/v1","kind":"CronJob","metadata":{"name":"daily","namespace":"shop"},"spec":{}}]}
            """);

        var result = await JudgeAsync(yard);

        Assert.Equal(
            [
                "Kubernetes 1.24: support ended on 2023-07-28",
                "Ubuntu 18.04: support ended on 2023-05-31; it is supported for a fee until 2028-04-30",
                "1 manifests are written for batch/v1beta1 CronJob, which Kubernetes 1.25 has removed",
                "policy/v1beta1/PodDisruptionBudget is written for 3 objects of kubernetes/prod; Kubernetes 1.25 has removed it",
            ],
            result.Lines.Select(static l => l.What));
    }

    private static Task<SectionResult> JudgeAsync(EstateYard yard) => yard.JudgeAsync(new EndsOfSupport(LifecycleDataTests.Shipped));
}
