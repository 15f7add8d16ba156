using Turnpike.Assessment.Lifecycle;
using Turnpike.Tests;
using Turnpike.Text;

namespace Turnpike.Assessment.Tests.Lifecycle;

public class LifecycleDataTests
{
    private const string Product = """
        id: eks
        name: Amazon EKS
        source: https://example.com/versions
        match: prefix
        seen:
          - {type: aws_eks_cluster, version: version}
        releases:
          - {version: "1.31", until: 2025-11-26, extended: 2026-11-26}

        """;

    public static LifecycleData Shipped { get; } = LifecycleData.Read(Directory.EnumerateFiles(Path.Combine(Vectors.RepositoryRoot, "packs/data/lifecycle"), "*.yaml").Order(StringComparer.Ordinal)
        .Select(static f => new SourceText("packs/data/lifecycle/" + Path.GetFileName(f), File.ReadAllBytes(f))));

    [Fact]
    public void What_comes_with_the_command_has_no_fault_and_a_source_for_each_date()
    {
        Assert.Empty(Shipped.Faults);
        Assert.All(Shipped.Products.SelectMany(static p => p.Releases), static r => Assert.StartsWith("https://", r.Source, StringComparison.Ordinal));
        Assert.True(Shipped.Products.Count >= 18, "Products were lost.");
        Assert.Contains(Shipped.RemovedApis, static r => r is { ApiVersion: "policy/v1beta1", Kind: "PodSecurityPolicy", In: "1.25" });
    }

    [Theory]
    [InlineData("eks", "1.29", "1.29")]
    [InlineData("eks", "v1.29.10-eks-7f9249a", "1.29")]
    [InlineData("eks", "1.290", null)]
    [InlineData("rds-postgresql", "13.9", "13")]
    [InlineData("rds-postgresql", "9.6.24", "9.6")]
    [InlineData("aurora-mysql", "8.0.mysql_aurora.3.04.1", "8.0")]
    [InlineData("lambda", "python3.9", "python3.9")]
    [InlineData("lambda", "provided.al2030", null)]
    [InlineData("amazon-linux", "amzn2-ami-hvm-2.0.20230612.0-x86_64-gp2", "2")]
    [InlineData("amazon-linux", "my-own-image", null)]
    [InlineData("ubuntu", "ubuntu/images/hvm-ssd/ubuntu-focal-20.04-amd64-server-20240101", "20.04")]
    [InlineData("eks-node-image", "AL2_x86_64", "AL2")]
    [InlineData("eks-node-image", "AL2023_ARM_64_STANDARD", "AL2023")]
    [InlineData("opensearch", "Elasticsearch_7.10", "Elasticsearch_7.10")]
    [InlineData("msk", "3.7.x.kraft", "3.7")]
    public void A_version_is_of_the_release_that_it_names(string product, string version, string? release) =>
        Assert.Equal(release, Shipped.Products.Single(p => p.Id == product).Find(version)?.Version);

    [Fact]
    public void A_month_ends_on_its_last_day() =>
        Assert.Equal(new DateOnly(2025, 5, 31), Shipped.Products.Single(static p => p.Id == "ubuntu").Find("Ubuntu 20.04.6 LTS")!.Until);

    [Theory]
    [InlineData("""version: "1.31", until: 2025-11-26""", "version: 1.30, until: 2025-11-26", "data.yaml:8:6: error LIFE003: 'version' is missing, or is no text")]
    [InlineData("until: 2025-11-26", "until: next year", "data.yaml:8:23: error LIFE004: 'next year' is no day")]
    [InlineData("until: 2025-11-26", "until: 2027-11-26", "data.yaml:8:42: error LIFE006: the extended support of 1.31 ends before its support does")]
    [InlineData("source: https://example.com/versions", "source: somebody said so", "data.yaml:3:1: error LIFE005: 'somebody said so' is not the address of a page")]
    [InlineData("source: https://example.com/versions\n", "", "data.yaml:1:1: error LIFE003: 'source' is missing, or is no text")]
    [InlineData("match: prefix", "match: almost", "data.yaml:4:1: error LIFE008: 'almost' is no way to match versions")]
    [InlineData("name: Amazon EKS", "nmae: Amazon EKS\nname: Amazon EKS", "data.yaml:2:1: error LIFE002: there is no member 'nmae'")]
    public void A_fault_has_its_place(string what, string instead, string expected)
    {
        var data = LifecycleData.Read([SourceText.From("data.yaml", Product.Replace(what, instead, StringComparison.Ordinal))]);

        Assert.Equal(expected, Assert.Single(data.Faults).ToString());
    }

    [Fact]
    public void All_faults_are_told_at_once() =>
        Assert.Equal(
            ["LIFE004", "LIFE007"],
            LifecycleData.Read([SourceText.From("data.yaml", Product + "  - {version: \"1.31\", until: open}\n  - {version: \"1.32\", until: soon}\n")]).Faults.Select(static f => f.Code).Order(StringComparer.Ordinal));
}
