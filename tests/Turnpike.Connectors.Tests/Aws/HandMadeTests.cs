using System.Text.Json;
using Turnpike.Connectors.Aws.Catalog;
using Turnpike.Connectors.Aws.Client;
using Turnpike.Connectors.Aws.Credentials;
using Turnpike.Formats;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Connectors.Tests.Aws;

/// <summary>What is made through the API by hand, which no Terraform knows, is seen with its attributes; so is a change to it.</summary>
public sealed class HandMadeTests(MotoServer moto) : IClassFixture<MotoServer>
{
    [Fact]
    public async Task What_is_made_by_hand_is_seen_and_so_is_each_change()
    {
        moto.Require();
        using var account = new Account(moto.Endpoint);
        var group = await account.Ec2Async("CreateSecurityGroup", """{"GroupName": "hand", "GroupDescription": "made by hand"}""");
        var id = ((StringValue)group.Get("groupId")!).Value;

        var before = await ReadAsync("ec2");
        await account.Ec2Async("AuthorizeSecurityGroupIngress", $$"""{"GroupId": "{{id}}", "IpPermissions.1.IpProtocol": "tcp", "IpPermissions.1.FromPort": "22", "IpPermissions.1.ToPort": "22", "IpPermissions.1.IpRanges.1.CidrIp": "0.0.0.0/0"}""");
        var after = await ReadAsync("ec2");

        Assert.Equal("[]", before[$"aws_security_group {id}"].GetProperty("attributes").GetProperty("ingress").GetRawText());
        Assert.Equal(
            """[{"cidr_blocks":["0.0.0.0/0"],"description":"","from_port":22,"ipv6_cidr_blocks":[],"prefix_list_ids":[],"protocol":"tcp","security_groups":[],"self":false,"to_port":22}]""",
            after[$"aws_security_group {id}"].GetProperty("attributes").GetProperty("ingress").GetRawText());
        var rule = Assert.Single(after.Values, r => r.GetProperty("type").GetString() == "aws_vpc_security_group_ingress_rule" && r.GetProperty("attributes").GetProperty("security_group_id").GetString() == id);
        Assert.Equal((22, "0.0.0.0/0"), (rule.GetProperty("attributes").GetProperty("from_port").GetInt32(), rule.GetProperty("attributes").GetProperty("cidr_ipv4").GetString()));
    }

    [Fact]
    public async Task An_organisation_is_seen_as_a_tree_with_its_policies()
    {
        moto.Require();
        using var account = new Account(moto.Endpoint);
        await account.JsonAsync("organizations", "CreateOrganization", """{"FeatureSet": "ALL"}""");
        var roots = await account.JsonAsync("organizations", "ListRoots", "{}");
        var root = Text(((ArrayValue)roots.Get("Roots")!)[0], "Id");
        await account.JsonAsync("organizations", "EnablePolicyType", $$"""{"RootId": "{{root}}", "PolicyType": "SERVICE_CONTROL_POLICY"}""");
        var outer = Text((await account.JsonAsync("organizations", "CreateOrganizationalUnit", $$"""{"ParentId": "{{root}}", "Name": "outer"}""")).Get("OrganizationalUnit")!, "Id");
        var inner = Text((await account.JsonAsync("organizations", "CreateOrganizationalUnit", $$"""{"ParentId": "{{outer}}", "Name": "inner"}""")).Get("OrganizationalUnit")!, "Id");
        await account.JsonAsync("organizations", "CreateAccount", """{"AccountName": "shop", "Email": "shop@example.com"}""");
        var policy = Text(((ObjectValue)(await account.JsonAsync("organizations", "CreatePolicy", """{"Name": "no-leaving", "Description": "d", "Type": "SERVICE_CONTROL_POLICY", "Content": "{\"Version\": \"2012-10-17\", \"Statement\": []}"}""")).Get("Policy")!).Get("PolicySummary")!, "Id");
        await account.JsonAsync("organizations", "AttachPolicy", $$"""{"PolicyId": "{{policy}}", "TargetId": "{{inner}}"}""");

        var seen = await ReadAsync("organizations");

        Assert.Equal("ALL", Attribute(seen.Values.Single(r => r.GetProperty("type").GetString() == "aws_organizations_organization"), "feature_set"));
        Assert.Equal(root, Attribute(seen[$"aws_organizations_organizational_unit {outer}"], "parent_id"));
        Assert.Equal(outer, Attribute(seen[$"aws_organizations_organizational_unit {inner}"], "parent_id"));
        Assert.Equal(root, Attribute(seen.Values.Single(r => r.GetProperty("type").GetString() == "aws_organizations_account" && Attribute(r, "name") == "shop"), "parent_id"));
        Assert.Equal("""{"Statement":[],"Version":"2012-10-17"}""", Attribute(seen[$"aws_organizations_policy {policy}"], "content"));
        Assert.Contains($"aws_organizations_policy_attachment {inner}:{policy}", seen.Keys);
    }

    [Fact]
    public async Task What_tools_made_says_so()
    {
        moto.Require();
        using var account = new Account(moto.Endpoint);
        await account.Ec2Async("CreateVolume", """{"AvailabilityZone": "eu-west-1a", "Size": "5", "TagSpecification": [{"ResourceType": "volume", "Tag": [{"Key": "kubernetes.io/created-for/pvc/name", "Value": "data-0"}]}]}""");

        var seen = await ReadAsync("ec2");

        var volume = Assert.Single(seen.Values, r => r.GetProperty("type").GetString() == "aws_ebs_volume" && r.TryGetProperty("made_by", out _));
        Assert.Equal("""{"tool":"kubernetes","name":"data-0"}""", volume.GetProperty("made_by").GetRawText());
        Assert.Contains(seen.Values, r => r.GetProperty("type").GetString() == "aws_default_security_group" && r.GetProperty("made_by").GetProperty("tool").GetString() == "aws");
    }

    [Fact]
    public async Task An_alarm_that_has_nothing_to_go_by_says_since_when()
    {
        moto.Require();
        using var account = new Account(moto.Endpoint);
        foreach (var (name, state) in new[] { ("blind", "INSUFFICIENT_DATA"), ("seeing", "OK") })
        {
            await account.JsonAsync("cloudwatch", "PutMetricAlarm", $$"""{"AlarmName": "{{name}}", "ComparisonOperator": "GreaterThanThreshold", "EvaluationPeriods": "1", "MetricName": "m", "Namespace": "n", "Period": "60", "Statistic": "Sum", "Threshold": "1"}""");
            await account.JsonAsync("cloudwatch", "SetAlarmState", $$"""{"AlarmName": "{{name}}", "StateValue": "{{state}}", "StateReason": "as it is"}""");
        }

        var seen = await ReadAsync("cloudwatch");

        Assert.Matches("^20[0-9-]{8}$", Attribute(seen["aws_cloudwatch_metric_alarm blind"], "insufficient_data_week"));
        Assert.False(seen["aws_cloudwatch_metric_alarm seeing"].GetProperty("attributes").TryGetProperty("insufficient_data_week", out _));
    }

    [Fact]
    public async Task An_instance_tells_the_name_of_its_image()
    {
        moto.Require();
        using var account = new Account(moto.Endpoint);
        var images = await account.Ec2Async("DescribeImages", """{"Filter": [{"Name": "name", "Value": ["amzn2-ami-*"]}]}""");
        var image = images.ItemsAt("imagesSet", "item") is [var first, ..] ? first : images.At("imagesSet", "item")!;
        await account.Ec2Async("RunInstances", $$"""{"ImageId": "{{Text(image, "imageId")}}", "MinCount": "2", "MaxCount": "2"}""");

        var seen = await ReadAsync("ec2");

        Assert.Equal([Text(image, "name"), Text(image, "name")], seen.Values.Where(r => r.GetProperty("type").GetString() == "aws_instance").Select(r => Attribute(r, "image_name")));
    }

    [Theory]
    [InlineData("stepfunctions", "CreateStateMachine", """{"name": "m", "definition": "{\"StartAt\": \"E\", \"States\": {}}", "roleArn": "arn:aws:iam::123456789012:role/m"}""", "aws_sfn_state_machine", "name", "m")]
    [InlineData("cloudtrail", "CreateTrail", """{"Name": "trail", "S3BucketName": "hand-trail", "IsMultiRegionTrail": true}""", "aws_cloudtrail", "is_multi_region_trail", "True")]
    [InlineData("elb", "CreateLoadBalancer", """{"LoadBalancerName": "classic", "AvailabilityZones.member": ["eu-west-1a"], "Listeners.member": [{"Protocol": "HTTP", "LoadBalancerPort": "80", "InstancePort": "8080", "InstanceProtocol": "HTTP"}]}""", "aws_elb", "name", "classic")]
    [InlineData("kinesis", "CreateStream", """{"StreamName": "hand", "ShardCount": 2}""", "aws_kinesis_stream", "shard_count", "2")]
    [InlineData("config", "PutConfigurationRecorder", """{"ConfigurationRecorder": {"name": "r", "roleARN": "arn:aws:iam::123456789012:role/r"}}""", "aws_config_configuration_recorder", "role_arn", "arn:aws:iam::123456789012:role/r")]
    [InlineData("wafv2", "CreateWebACL", """{"Name": "w", "Scope": "REGIONAL", "DefaultAction": {"Allow": {}}, "Rules": [], "VisibilityConfig": {"SampledRequestsEnabled": true, "CloudWatchMetricsEnabled": true, "MetricName": "w"}}""", "aws_wafv2_web_acl", "name", "w")]
    [InlineData("kafka", "CreateClusterV2 /api/v2/clusters", """{"clusterName": "hand", "provisioned": {"brokerNodeGroupInfo": {"clientSubnets": ["subnet-1"], "instanceType": "kafka.m5.large"}, "kafkaVersion": "3.6.0", "numberOfBrokerNodes": 2}}""", "aws_msk_cluster", "cluster_name", "hand")]
    [InlineData("mq", "CreateBroker /v1/brokers", """{"brokerName": "hand", "engineType": "RABBITMQ", "engineVersion": "3.13", "hostInstanceType": "mq.m5.large", "deploymentMode": "SINGLE_INSTANCE", "publiclyAccessible": true, "autoMinorVersionUpgrade": true, "users": []}""", "aws_mq_broker", "publicly_accessible", "True")]
    [InlineData("redshift", "CreateCluster", """{"ClusterIdentifier": "hand", "NodeType": "ra3.xlplus", "MasterUsername": "admin", "MasterUserPassword": "Passw0rd-123", "NumberOfNodes": "2", "ClusterType": "multi-node"}""", "aws_redshift_cluster", "number_of_nodes", "2")]
    [InlineData("firehose", "CreateDeliveryStream", """{"DeliveryStreamName": "hand", "ExtendedS3DestinationConfiguration": {"RoleARN": "arn:aws:iam::123456789012:role/r", "BucketARN": "arn:aws:s3:::b"}}""", "aws_kinesis_firehose_delivery_stream", "name", "hand")]
    [InlineData("rds", "CreateDBCluster", """{"DBClusterIdentifier": "papers", "Engine": "neptune", "MasterUsername": "admin", "MasterUserPassword": "Passw0rd-123"}""", "aws_neptune_cluster", "engine", "neptune")]
    public async Task A_service_is_read(string service, string operation, string parameters, string type, string attribute, string expected)
    {
        moto.Require();
        using var account = new Account(moto.Endpoint);
        if (service == "cloudtrail")
        {
            await account.MakeBucketAsync("hand-trail");
        }

        await account.JsonAsync(service, operation, parameters);

        var seen = await ReadAsync(service);

        Assert.Equal(expected, Attribute(Assert.Single(seen.Values, r => r.GetProperty("type").GetString() == type), attribute));
    }

    private async Task<Dictionary<string, JsonElement>> ReadAsync(string service)
    {
        using var readings = new Readings();
        readings.Environment["AWS_ACCESS_KEY_ID"] = "test";
        readings.Environment["AWS_SECRET_ACCESS_KEY"] = "test";
        var parts = await readings.ReadAsync("aws", $$"""{"endpoint": "{{moto.Endpoint}}", "region": "eu-west-1", "regions": ["eu-west-1"], "services": ["{{service}}"], "requests_per_second": 1000}""");
        using var document = JsonDocument.Parse(Assert.Single(parts).Value.Content!.Value);
        return document.RootElement.GetProperty("resources").EnumerateArray().ToDictionary(r => $"{r.GetProperty("type").GetString()} {r.GetProperty("id").GetString()}", r => r.Clone());
    }

    private static string Attribute(JsonElement resource, string name) => resource.GetProperty("attributes").GetProperty(name).ToString();

    private static string Text(Value value, string name) => ((StringValue)((ObjectValue)value).Get(name)!).Value;

    /// <summary>Makes things as a person with the command line would.</summary>
    private sealed class Account(string endpoint) : IDisposable
    {
        private readonly CredentialCache _credentials = new([_ => Task.FromResult<AwsCredentials?>(new("test", "test"))], TimeProvider.System);
        private readonly AwsClient _client = new(new HttpClient(), new AwsEndpoints(new Uri(endpoint), _ => null), new ClientLimits(1000, 8, TimeSpan.FromMinutes(1)), TimeProvider.System);

        public Task<ObjectValue> Ec2Async(string operation, string parameters) => JsonAsync("ec2", operation, parameters);

        /// <param name="operation">With its path after a space, where it has one of its own.</param>
        public Task<ObjectValue> JsonAsync(string service, string operation, string parameters)
        {
            var call = AwsCall.Of(ServiceTable.All.Single(s => s.Name == service), operation.Split(' ')[0], (ObjectValue)JsonReader.Read(SourceText.From("parameters", parameters), [])!, "", "eu-west-1");
            return SendAsync(operation.Split(' ') is [_, var path] ? call with { Path = path } : call);
        }

        public Task<ObjectValue> MakeBucketAsync(string name) =>
            SendAsync(new AwsCall(ServiceTable.All.Single(s => s.Name == "s3"), "CreateBucket", "PUT", "/" + name, ObjectValue.Empty, [], "", "us-east-1"));

        public void Dispose()
        {
            _client.Dispose();
            _credentials.Dispose();
        }

        private async Task<ObjectValue> SendAsync(AwsCall call)
        {
            var answer = await _client.CallAsync(call, _credentials, TestContext.Current.CancellationToken);
            Assert.True(answer.Body is not null, $"{call.Operation}: {answer.Fault?.Says()}");
            return answer.Body;
        }
    }
}
