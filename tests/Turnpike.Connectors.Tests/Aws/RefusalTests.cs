using System.Text;
using System.Text.Json;
using Turnpike.Formats.Observation;

namespace Turnpike.Connectors.Tests.Aws;

/// <summary>One refused, throttled or failing call never loses the rest, and is said with the types that are unknown for it.</summary>
public sealed class RefusalTests
{
    private const string Queues = """{"QueueUrls": ["http://q/1/a", "http://q/1/b"]}""";

    [Fact]
    public async Task A_denied_list_is_said_and_the_others_are_read()
    {
        await using var fake = await AwsFake.StartAsync(r => r.Operation switch
        {
            "GetCallerIdentity" => AwsFake.Caller,
            "DescribeSubnets" => new(200, "<DescribeSubnetsResponse><subnetSet><item><subnetId>subnet-1</subnetId><cidrBlock>10.0.0.0/24</cidrBlock></item></subnetSet></DescribeSubnetsResponse>"),
            _ => AwsFake.Ec2Fault(403, "UnauthorizedOperation", $"You are not authorized. Encoded authorization failure message: {Guid.NewGuid():N}"),
        });
        var first = await ReadAsync(fake, "vpc");
        var second = await ReadAsync(fake, "vpc");

        var part = first["aws/111111111111 eu-west-1/vpc"];
        var denied = part.Coverage.Single(c => c.What == "ec2:DescribeVpcs");
        Assert.Equal(CoverageStatus.Denied, denied.Status);
        Assert.Equal(["aws_default_vpc", "aws_vpc", "aws_vpc_ipv4_cidr_block_association"], denied.Types);
        Assert.Equal("UnauthorizedOperation: You are not authorized. (allow the action to the role that reads)", denied.Message);
        Assert.Equal(CoverageStatus.Read, part.Coverage.Single(c => c.What == "ec2:DescribeSubnets").Status);
        Assert.Contains("\"subnet-1\"", Encoding.UTF8.GetString(part.Content!.Value.Span), StringComparison.Ordinal);

        // The message of a refusal is new each time; the document is not.
        Assert.Equal(part.Content.Value.ToArray(), second["aws/111111111111 eu-west-1/vpc"].Content!.Value.ToArray());
    }

    [Fact]
    public async Task Where_nothing_can_be_read_there_is_no_content()
    {
        await using var fake = await AwsFake.StartAsync(r => r.Operation == "GetCallerIdentity" ? AwsFake.Caller : AwsFake.JsonFault(400, "AccessDeniedException", "no"));

        var parts = await ReadAsync(fake, "sqs");

        Assert.Null(parts["aws/111111111111 eu-west-1/sqs"].Content);
        Assert.All(parts["aws/111111111111 eu-west-1/sqs"].Coverage, c => Assert.Equal(CoverageStatus.Denied, c.Status));
    }

    [Fact]
    public async Task An_attribute_whose_call_is_denied_is_unknown_and_one_that_is_gone_is_absent()
    {
        await using var fake = await AwsFake.StartAsync(r => r.Operation switch
        {
            "GetCallerIdentity" => AwsFake.Caller,
            "ListQueues" => new(200, Queues),
            "GetQueueAttributes" when r.Body.Contains("/1/b", StringComparison.Ordinal) => AwsFake.JsonFault(400, "QueueDoesNotExist", "gone"),
            "GetQueueAttributes" => new(200, """{"Attributes": {"QueueArn": "arn:aws:sqs:eu-west-1:1:a", "DelaySeconds": "5"}}"""),
            _ => AwsFake.JsonFault(400, "AccessDeniedException", "no"),
        });

        var parts = await ReadAsync(fake, "sqs");

        using var document = JsonDocument.Parse(parts["aws/111111111111 eu-west-1/sqs"].Content!.Value);
        var a = document.RootElement.GetProperty("resources")[0];
        Assert.Equal(5, a.GetProperty("attributes").GetProperty("delay_seconds").GetInt32());
        Assert.Equal("""[["tags"],["tags_all"]]""", a.GetProperty("unknown").GetRawText());
        Assert.False(document.RootElement.GetProperty("resources")[1].GetProperty("attributes").TryGetProperty("delay_seconds", out _));
        Assert.Equal(["Read", "Read", "Denied"], parts["aws/111111111111 eu-west-1/sqs"].Coverage.OrderByDescending(c => c.What == "sqs:ListQueues").ThenBy(c => c.What == "sqs:ListQueueTags").Select(c => c.Status.ToString()));
    }

    [Fact]
    public async Task Throttling_and_failures_of_the_service_are_tried_again()
    {
        var count = 0;
        await using var fake = await AwsFake.StartAsync(r => r.Operation switch
        {
            "GetCallerIdentity" => AwsFake.Caller,
            "ListQueues" => Interlocked.Increment(ref count) switch
            {
                1 => AwsFake.JsonFault(400, "ThrottlingException", "Rate exceeded"),
                2 => new(503, "<html>busy</html>"),
                _ => new(200, Queues),
            },
            _ => new(200, "{}"),
        });

        var parts = await ReadAsync(fake, "sqs");

        Assert.Equal(3, count);
        Assert.All(parts["aws/111111111111 eu-west-1/sqs"].Coverage, c => Assert.Equal(CoverageStatus.Read, c.Status));
    }

    [Fact]
    public async Task A_service_that_a_region_lacks_is_unsupported()
    {
        await using var fake = await AwsFake.StartAsync(r => r.Operation == "GetCallerIdentity" ? AwsFake.Caller : AwsFake.JsonFault(400, "OptInRequired", "not here"));

        var parts = await ReadAsync(fake, "guardduty");

        Assert.Equal(CoverageStatus.Unsupported, Assert.Single(parts["aws/111111111111 eu-west-1/guardduty"].Coverage).Status);
    }

    [Fact]
    public async Task A_page_that_fails_leaves_those_before_it()
    {
        await using var fake = await AwsFake.StartAsync(r => r.Operation switch
        {
            "GetCallerIdentity" => AwsFake.Caller,
            "ListQueues" when !r.Body.Contains("NextToken", StringComparison.Ordinal) => new(200, """{"QueueUrls": ["http://q/1/a"], "NextToken": "t"}"""),
            "ListQueues" => AwsFake.JsonFault(400, "InvalidNextToken", "no"),
            _ => new(200, "{}"),
        });

        var part = (await ReadAsync(fake, "sqs"))["aws/111111111111 eu-west-1/sqs"];

        var list = part.Coverage.Single(c => c.What == "sqs:ListQueues");
        Assert.Equal(CoverageStatus.Partial, list.Status);
        Assert.Equal(["aws_sqs_queue"], list.Types);
        Assert.Contains("http://q/1/a", Encoding.UTF8.GetString(part.Content!.Value.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_account_of_the_organisation_is_read_as_its_role_and_one_that_refuses_is_said()
    {
        await using var fake = await AwsFake.StartAsync(r => r.Operation switch
        {
            "GetCallerIdentity" => AwsFake.Caller,
            "ListAccounts" => new(200, """{"Accounts": [{"Id": "111111111111", "Status": "ACTIVE"}, {"Id": "222222222222", "Status": "ACTIVE"}, {"Id": "333333333333", "Status": "ACTIVE"}, {"Id": "444444444444", "Status": "SUSPENDED"}]}"""),
            "AssumeRole" when r.Body.Contains("333333333333", StringComparison.Ordinal) => new(403, "<ErrorResponse><Error><Code>AccessDenied</Code><Message>not you</Message></Error></ErrorResponse>"),
            "AssumeRole" => new(200, "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2100-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>"),
            _ => new(200, """{"QueueUrls": []}"""),
        });

        var parts = await ReadAsync(fake, "sqs", """, "role": "reader", "external_id": "x1", "session_name": "turnpike-test" """);

        Assert.Equal(["aws/111111111111 eu-west-1/sqs", "aws/222222222222 eu-west-1/sqs", "aws/333333333333 eu-west-1/sqs"], parts.Keys.Order());
        var refused = Assert.Single(parts["aws/333333333333 eu-west-1/sqs"].Coverage);
        Assert.Equal((CoverageStatus.Denied, "sts:AssumeRole"), (refused.Status, refused.What));
        Assert.Equal(["aws_sqs_queue"], refused.Types);
        var assumed = fake.Requests.First(r => r.Operation == "AssumeRole").Body;
        Assert.Contains("ExternalId=x1", assumed, StringComparison.Ordinal);
        Assert.Contains("RoleSessionName=turnpike-test", assumed, StringComparison.Ordinal);
        Assert.Contains(fake.Requests, r => r.Operation == "ListQueues" && r.Headers.Authorization.ToString().Contains("ASIAROLE", StringComparison.Ordinal) && r.Headers["x-amz-security-token"] == "t");
    }

    [Fact]
    public async Task A_role_that_is_taken_away_during_a_sync_loses_its_account_only()
    {
        var assumed = 0;
        await using var fake = await AwsFake.StartAsync(r => r.Operation switch
        {
            "GetCallerIdentity" => AwsFake.Caller,
            "AssumeRole" when Interlocked.Increment(ref assumed) == 1 => new(200, "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2000-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>"),
            "AssumeRole" => new(403, "<ErrorResponse><Error><Code>AccessDenied</Code><Message>not any more</Message></Error></ErrorResponse>"),
            _ => new(200, """{"QueueUrls": []}"""),
        });

        var parts = await ReadAsync(fake, "sqs", """, "role": "reader", "accounts": ["111111111111", "222222222222"]""");

        Assert.NotNull(parts["aws/111111111111 eu-west-1/sqs"].Content);
        Assert.Null(parts["aws/222222222222 eu-west-1/sqs"].Content);
        Assert.Contains("not any more", Assert.Single(parts["aws/222222222222 eu-west-1/sqs"].Coverage).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_credentials_a_sync_says_what_to_do()
    {
        using var readings = new Readings();
        readings.Environment["AWS_EC2_METADATA_DISABLED"] = "true";

        var failure = await Assert.ThrowsAsync<ConnectionFailedException>(() => readings.ReadAsync("aws", """{"endpoint": "http://127.0.0.1:9"}"""));

        Assert.Contains("AWS_ACCESS_KEY_ID", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_settings_are_all_told()
    {
        using var readings = new Readings();

        var (connector, faults) = readings.Make("aws", """{"accounts": ["12"], "services": ["ec3"], "paralel": 3, "parallel": "many", "endpoint": "ftp://x"}""");

        Assert.Null(connector);
        Assert.Equal(["CONN001", "CONN003", "CONN004", "CONN004", "CONN004"], faults.Select(f => f.Code).Order(StringComparer.Ordinal));
    }

    private static async Task<Dictionary<string, PartReading>> ReadAsync(AwsFake fake, string service, string more = "")
    {
        using var readings = new Readings();
        readings.Environment["AWS_ACCESS_KEY_ID"] = "AKIATEST";
        readings.Environment["AWS_SECRET_ACCESS_KEY"] = "secret";
        return await readings.ReadAsync("aws", $$"""{"endpoint": "{{fake.Endpoint}}", "region": "eu-west-1", "regions": ["eu-west-1"], "services": ["{{service}}"], "requests_per_second": 1000{{more}}}""");
    }
}
