using Turnpike.Assessment.Results;
using Turnpike.Assessment.Sections;
using Turnpike.Assessment.Sections.Landscaping;
using Turnpike.Formats.Observation;

namespace Turnpike.Assessment.Tests.Sections;

public class LandscapeTests
{
    [Fact]
    public async Task Networks_are_listed_with_what_hangs_on_them_and_how_they_are_connected()
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "vpc",
        [
            ("aws_vpc", "vpc-00000001", """{"cidr_block":"10.0.0.0/16","tags":{"Name":"prod","environment":"prod"}}"""),
            ("aws_vpc", "vpc-00000002", """{"cidr_block":"10.0.128.0/17","tags":{"Name":"dev","environment":"dev"}}"""),
            ("aws_vpc", "vpc-00000003", """{"cidr_block":"10.2.0.0/16","tags":{"Name":"alone"}}"""),
            ("aws_subnet", "subnet-00000001", """{"vpc_id":"vpc-00000001","availability_zone":"eu-west-1a"}"""),
            ("aws_subnet", "subnet-00000002", """{"vpc_id":"vpc-00000001","availability_zone":"eu-west-1b"}"""),
            ("aws_internet_gateway", "igw-00000001", """{"vpc_id":"vpc-00000001"}"""),
            ("aws_nat_gateway", "nat-00000001", """{"subnet_id":"subnet-00000001"}"""),
            ("aws_vpc_endpoint", "vpce-00000001", """{"vpc_id":"vpc-00000001","service_name":"com.amazonaws.eu-west-1.s3"}"""),
            ("aws_vpc_peering_connection", "pcx-00000001", """{"vpc_id":"vpc-00000001","peer_vpc_id":"vpc-00000002","accept_status":"active"}"""),
        ]);

        var result = await yard.JudgeAsync(new Landscape());

        var networks = Assert.Single(result.Tables, static t => t.Title == "Networks").Rows;
        Assert.Equal(["prod (vpc-00000001)", $"{EstateYard.Account} eu-west-1", "10.0.0.0/16", "2", "2", "yes", "1", "dev (vpc-00000002) by peering", "s3"], Assert.Single(networks, static r => r[0].StartsWith("prod", StringComparison.Ordinal)));
        Assert.Equal("no", Assert.Single(networks, static r => r[0].StartsWith("alone", StringComparison.Ordinal))[5]);
        Assert.Equal(["landscape.environments-connected", "landscape.overlap"], result.Lines.Select(static l => l.Kind));
        Assert.Equal((1, 3), (Measure(result, "landscape.overlaps"), Measure(result, "landscape.networks")));
    }

    [Theory]
    [InlineData("live", true)]
    [InlineData("prodigy", false)]
    public async Task A_way_into_what_the_rules_of_ownership_call_production_is_told(string environment, bool isTold)
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "vpc",
        [
            ("aws_vpc", "vpc-00000001", $$$"""{"cidr_block":"10.0.0.0/16","tags":{"environment":"{{{environment}}}"}}"""),
            ("aws_vpc", "vpc-00000002", """{"cidr_block":"10.1.0.0/16","tags":{"environment":"dev"}}"""),
            ("aws_vpc_peering_connection", "pcx-00000001", """{"vpc_id":"vpc-00000001","peer_vpc_id":"vpc-00000002","accept_status":"active"}"""),
        ]);

        var result = await yard.JudgeAsync(new Landscape());

        Assert.Equal(isTold ? ["landscape.environments-connected"] : [], result.Lines.Select(static l => l.Kind));
    }

    [Fact]
    public async Task Networks_that_were_not_read_are_not_counted_as_none()
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "vpc", [new Coverage("ec2:DescribeVpcs", CoverageStatus.Denied, ["aws_vpc"], "Grant ec2:DescribeVpcs.")], []);

        var result = await yard.JudgeAsync(new Landscape());

        Assert.Null(Measure(result, "landscape.networks"));
        Assert.Contains("ec2:DescribeVpcs was denied in 123456789012 eu-west-1", Assert.Single(result.NotJudged).Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.0.0.0/16", "10.0.128.0/17", true)]
    [InlineData("10.0.0.0/16", "10.1.0.0/16", false)]
    [InlineData("10.0.0.0/8", "10.200.0.0/16", true)]
    [InlineData("10.0.0.0/16", "", false)]
    [InlineData("10.0.0.0/16", "fd00::/8", false)]
    public void Blocks_overlap_where_they_share_an_address(string left, string right, bool expected) =>
        Assert.Equal((expected, expected), (AddressBlock.Overlap(left, right), AddressBlock.Overlap(right, left)));

    private static double? Measure(SectionResult result, string id) => result.Measures.Single(m => m.Id == id).Value;
}
