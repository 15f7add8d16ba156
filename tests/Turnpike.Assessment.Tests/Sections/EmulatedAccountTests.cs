using System.Globalization;
using System.Text;
using Turnpike.Assessment.Profiles;
using Turnpike.Assessment.Results;
using Turnpike.Assessment.Sections;
using Turnpike.Assessment.Tests.Lifecycle;
using Turnpike.Connectors.Tests;
using Turnpike.Connectors.Tests.Aws;

namespace Turnpike.Assessment.Tests.Sections;

/// <summary>
/// What is put into an emulated account is what sections say of it, by way of the connector and the books. It is judged a hundred
/// days after it was made.
/// </summary>
public sealed class EmulatedAccountTests(MotoServer moto) : IClassFixture<MotoServer>
{
    private const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":"arn:aws:iam::999999999999:root"}}]}""";

    [Fact]
    public async Task The_numbers_are_those_that_were_put_there()
    {
        moto.Require();
        using var account = new EmulatedAccount(moto.Endpoint);
        await FillAsync(account);
        await using var yard = new EstateYard();
        await SyncAsync(yard);
        var estate = await yard.AssessedAsync(new Profile("test", [], new Dictionary<string, Threshold>(), new Dictionary<string, double> { ["lifecycle.soon-days"] = 0 }), now: DateTimeOffset.UtcNow.AddDays(100));

        var results = new Dictionary<string, SectionResult>(StringComparer.Ordinal);
        foreach (var section in (ISection[])[new Identity(), new SinglePoints(), new Backups(), new Exposure(), new Alarms(), new Logging(), new EndsOfSupport(LifecycleDataTests.Shipped)])
        {
            results[section.Id] = await section.JudgeAsync(estate, TestContext.Current.CancellationToken);
        }

        Assert.Equal(
            [
                "identity.administrators 1", "identity.no-mfa 50 of 2", "identity.old-keys 100 of 1", "identity.outside-trust 1 of 2", // admin and partner
                "spof.share 66.7 of 3", // the database and the way out, not the files
                "backup.covered 25 of 4", // one of two tables; neither the database nor the files
                "exposure.addresses 4", "exposure.machines 50 of 2",
                "alarms.silent 50 of 2",
                "logging.audited 0 of 1",
            ],
            Measures(results, "identity.administrators", "identity.no-mfa", "identity.old-keys", "identity.outside-trust", "spof.share", "backup.covered", "exposure.addresses", "exposure.machines", "alarms.silent", "logging.audited"));
        Assert.Equal(
            ["AWS Lambda runtime nodejs18.x", "Amazon Linux 2", "Amazon RDS for PostgreSQL 13"],
            results["lifecycle"].Lines.Select(static l => l.What.Split(':')[0]).Order(StringComparer.Ordinal));
    }

    private static List<string> Measures(Dictionary<string, SectionResult> results, params string[] ids) =>
        [.. ids.Select(id => results.Values.SelectMany(static r => r.Measures).Single(m => m.Id == id)).Select(static m => string.Create(CultureInfo.InvariantCulture, $"{m.Id} {m.Value}{(m.Of is { } of ? $" of {of}" : "")}"))];

    private static async Task FillAsync(EmulatedAccount account)
    {
        foreach (var user in (string[])["ada", "bob"])
        {
            await account.QueryAsync("iam", "2010-05-08", "CreateUser", ("UserName", user));
            await account.QueryAsync("iam", "2010-05-08", "CreateLoginProfile", ("UserName", user), ("Password", "not a secret 1A!"));
        }

        await account.QueryAsync("iam", "2010-05-08", "CreateVirtualMFADevice", ("VirtualMFADeviceName", "bob"));
        await account.QueryAsync("iam", "2010-05-08", "EnableMFADevice", ("UserName", "bob"), ("SerialNumber", "arn:aws:iam::123456789012:mfa/bob"), ("AuthenticationCode1", "123456"), ("AuthenticationCode2", "654321"));
        await account.QueryAsync("iam", "2010-05-08", "CreateUser", ("UserName", "ci"));
        await account.QueryAsync("iam", "2010-05-08", "CreateAccessKey", ("UserName", "ci"));
        await account.QueryAsync("iam", "2010-05-08", "CreateRole", ("RoleName", "partner"), ("AssumeRolePolicyDocument", Trust));
        await account.QueryAsync("iam", "2010-05-08", "CreateRole", ("RoleName", "admin"), ("AssumeRolePolicyDocument", Trust.Replace("999999999999", "123456789012", StringComparison.Ordinal)));

        // The emulator does not have AWS's own policies unless it is told to; this one has the name of it.
        await account.QueryAsync("iam", "2010-05-08", "CreatePolicy", ("PolicyName", "AdministratorAccess"), ("PolicyDocument", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"""));
        await account.QueryAsync("iam", "2010-05-08", "AttachRolePolicy", ("RoleName", "admin"), ("PolicyArn", "arn:aws:iam::123456789012:policy/AdministratorAccess"));

        var image = EmulatedAccount.Text(await account.QueryAsync("ec2", "2016-11-15", "DescribeImages", ("Filter.1.Name", "name"), ("Filter.1.Value.1", "amzn2-ami-*")), "imageId");
        var subnet = EmulatedAccount.Text(await account.QueryAsync("ec2", "2016-11-15", "DescribeSubnets"), "subnetId");
        var group = EmulatedAccount.Text(await account.QueryAsync("ec2", "2016-11-15", "CreateSecurityGroup", ("GroupName", "shell"), ("GroupDescription", "open to all")), "groupId");
        await account.QueryAsync("ec2", "2016-11-15", "AuthorizeSecurityGroupIngress", ("GroupId", group), ("IpPermissions.1.IpProtocol", "tcp"), ("IpPermissions.1.FromPort", "22"), ("IpPermissions.1.ToPort", "22"), ("IpPermissions.1.IpRanges.1.CidrIp", "0.0.0.0/0"));
        await account.QueryAsync("ec2", "2016-11-15", "RunInstances", ("ImageId", image), ("MinCount", "1"), ("MaxCount", "1"), ("SubnetId", subnet), ("SecurityGroupId.1", group));
        await account.QueryAsync("ec2", "2016-11-15", "RunInstances", ("ImageId", image), ("MinCount", "1"), ("MaxCount", "1"), ("SubnetId", subnet));
        var address = EmulatedAccount.Text(await account.QueryAsync("ec2", "2016-11-15", "AllocateAddress", ("Domain", "vpc")), "allocationId");
        await account.QueryAsync("ec2", "2016-11-15", "AllocateAddress", ("Domain", "vpc"));
        await account.QueryAsync("ec2", "2016-11-15", "CreateNatGateway", ("SubnetId", subnet), ("AllocationId", address));

        await account.QueryAsync("rds", "2014-10-31", "CreateDBInstance", ("DBInstanceIdentifier", "orders"), ("Engine", "postgres"), ("EngineVersion", "13.9"), ("BackupRetentionPeriod", "0"), ("MultiAZ", "false"), ("DBInstanceClass", "db.t3.micro"), ("MasterUsername", "root"), ("MasterUserPassword", "not a secret"), ("AllocatedStorage", "20"));
        foreach (var table in (string[])["carts", "sessions"])
        {
            await account.JsonAsync("dynamodb", "DynamoDB_20120810", "CreateTable", $$"""{"TableName":"{{table}}","BillingMode":"PAY_PER_REQUEST","AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],"KeySchema":[{"AttributeName":"id","KeyType":"HASH"}]}""");
        }

        await account.JsonAsync("dynamodb", "DynamoDB_20120810", "UpdateContinuousBackups", """{"TableName":"sessions","PointInTimeRecoverySpecification":{"PointInTimeRecoveryEnabled":true}}""");
        await account.RestAsync("elasticfilesystem", "/2015-02-01/file-systems", """{"CreationToken":"files"}""");

        var topic = EmulatedAccount.Text(await account.QueryAsync("sns", "2010-03-31", "CreateTopic", ("Name", "quiet")), "TopicArn");
        foreach (var (name, action) in new[] { ("heard", "arn:aws:lambda:eu-west-1:123456789012:function:page"), ("unheard", topic) })
        {
            await account.QueryAsync("monitoring", "2010-08-01", "PutMetricAlarm", ("AlarmName", name), ("ComparisonOperator", "GreaterThanThreshold"), ("EvaluationPeriods", "1"), ("MetricName", "m"), ("Namespace", "n"), ("Period", "60"), ("Statistic", "Sum"), ("Threshold", "1"), ("ActionsEnabled", "true"), ("AlarmActions.member.1", action));
        }

        await account.RestAsync("lambda", "/2015-03-31/functions", """{"FunctionName":"old","Runtime":"nodejs18.x","Role":"arn:aws:iam::123456789012:role/admin","Handler":"index.handler","Code":{"ZipFile":"UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA=="}}""");
    }

    private async Task SyncAsync(EstateYard yard)
    {
        using var readings = new Readings();
        readings.Environment["AWS_ACCESS_KEY_ID"] = "test";
        readings.Environment["AWS_SECRET_ACCESS_KEY"] = "test";
        foreach (var part in (await readings.ReadAsync("aws", $$"""{"endpoint": "{{moto.Endpoint}}", "region": "eu-west-1", "regions": ["eu-west-1"], "requests_per_second": 1000}""")).Values)
        {
            if (part.Content is { } content)
            {
                await yard.PushAsync(part.Part.Scope, part.Part.Source, content.ToArray());
            }
        }
    }

    /// <summary>Makes things through the API as anybody with the keys would; the emulator asks for the service's name alone.</summary>
    private sealed class EmulatedAccount(string endpoint) : IDisposable
    {
        private readonly HttpClient _http = new() { BaseAddress = new Uri(endpoint) };

        public void Dispose() => _http.Dispose();

        public Task<string> QueryAsync(string service, string version, string action, params (string Name, string Value)[] parameters) =>
            SendAsync(service, "/", new FormUrlEncodedContent([new("Action", action), new("Version", version), .. parameters.Select(static p => new KeyValuePair<string, string>(p.Name, p.Value))]), null);

        public Task<string> JsonAsync(string service, string target, string action, string body) =>
            SendAsync(service, "/", new StringContent(body, Encoding.UTF8, "application/x-amz-json-1.0"), $"{target}.{action}");

        public Task<string> RestAsync(string service, string path, string body) => SendAsync(service, path, new StringContent(body, Encoding.UTF8, "application/json"), null);

        /// <summary>What stands in the first element of a name.</summary>
        public static string Text(string xml, string name)
        {
            var at = xml.IndexOf($"<{name}>", StringComparison.Ordinal);
            Assert.True(at >= 0, $"No {name} in {xml}");
            return xml[(at + name.Length + 2)..xml.IndexOf('<', at + 1)];
        }

        private async Task<string> SendAsync(string service, string path, HttpContent content, string? target)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
            request.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 Credential=test/20260101/eu-west-1/{service}/aws4_request, SignedHeaders=host, Signature=0");
            if (target is not null)
            {
                request.Headers.Add("X-Amz-Target", target);
            }

            using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True(answer.IsSuccessStatusCode, $"{service} {path}: {(int)answer.StatusCode} {text}");
            return text;
        }
    }
}
