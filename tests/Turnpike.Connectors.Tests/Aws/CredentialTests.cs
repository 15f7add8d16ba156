using Turnpike.Connectors.Aws.Credentials;

namespace Turnpike.Connectors.Tests.Aws;

/// <summary>Credentials are found where every tool of AWS finds them; each request tells by its key whose they were.</summary>
public sealed class CredentialTests
{
    private const string Instance = """{"Code": "Success", "AccessKeyId": "ASIAINSTANCE", "SecretAccessKey": "s", "Token": "t", "Expiration": "2100-01-01T00:00:00Z"}""";

    [Fact]
    public async Task The_environment_comes_first()
    {
        var requests = await SyncAsync(r => r.Environment["AWS_SESSION_TOKEN"] = "token", withKeys: true);

        Assert.All(requests, r => Assert.Contains("Credential=AKIAENV/", r.Headers.Authorization.ToString(), StringComparison.Ordinal));
        Assert.All(requests, r => Assert.Equal("token", r.Headers["x-amz-security-token"]));
    }

    [Fact]
    public async Task A_profile_takes_its_role_with_the_keys_of_another()
    {
        var requests = await SyncAsync(r =>
        {
            r.Environment["AWS_PROFILE"] = "prod";
            r.Write(".aws/config", "[default]\nregion = eu-west-1\n\n[profile prod]\nrole_arn = arn:aws:iam::111111111111:role/reader\nsource_profile = base\nexternal_id = x1 \n[sso-session s]\nsso_region = x\n");
            r.Write(".aws/credentials", "# keys\n[base]\naws_access_key_id = AKIABASE\naws_secret_access_key = s=e/c\n");
        });

        Assert.Contains("Credential=AKIABASE/", requests[0].Headers.Authorization.ToString(), StringComparison.Ordinal);
        Assert.Contains("ExternalId=x1", requests[0].Body, StringComparison.Ordinal);
        Assert.Equal("AssumeRole", requests[0].Operation);
        Assert.All(requests.Skip(1), r => Assert.Contains("Credential=ASIAROLE/", r.Headers.Authorization.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_profile_that_a_setting_names_comes_before_the_environment()
    {
        var requests = await SyncAsync(
            r => r.Write(".aws/config", """
                [profile tool]
                credential_process = printf '{"Version": 1, "AccessKeyId": "AKIATOOL", "SecretAccessKey": "s", "SessionToken": "t"}'
                """),
            withKeys: true,
            settings: """, "profile": "tool" """);

        Assert.All(requests, r => Assert.Contains("Credential=AKIATOOL/", r.Headers.Authorization.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_web_identity_is_exchanged_without_a_signature()
    {
        var requests = await SyncAsync(r =>
        {
            r.Environment["AWS_WEB_IDENTITY_TOKEN_FILE"] = r.Write("token", "web-token\n");
            r.Environment["AWS_ROLE_ARN"] = "arn:aws:iam::111111111111:role/pod";
        });

        Assert.Equal("AssumeRoleWithWebIdentity", requests[0].Operation);
        Assert.Empty(requests[0].Headers.Authorization.ToString());
        Assert.Contains("WebIdentityToken=web-token", requests[0].Body, StringComparison.Ordinal);
        Assert.All(requests.Skip(1), r => Assert.Contains("Credential=ASIAROLE/", r.Headers.Authorization.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_container_and_then_an_instance_give_theirs()
    {
        var container = await SyncAsync((r, endpoint) =>
        {
            r.Environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = endpoint + "/container";
            r.Environment["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] = r.Write("token", "bearer-1");
        });
        var instance = await SyncAsync((r, endpoint) => r.Environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = endpoint);

        Assert.Equal("bearer-1", container[0].Headers.Authorization);
        Assert.Contains("Credential=ASIAINSTANCE/", container[^1].Headers.Authorization.ToString(), StringComparison.Ordinal);
        Assert.Equal(["PUT /latest/api/token", "GET /latest/meta-data/iam/security-credentials/", "GET /latest/meta-data/iam/security-credentials/web"], instance.Take(3).Select(r => r.Operation));
        Assert.All(instance.Skip(1).Take(2), r => Assert.Equal("instance-token", r.Headers["X-aws-ec2-metadata-token"]));
        Assert.Contains("Credential=ASIAINSTANCE/", instance[^1].Headers.Authorization.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[default]\nsso_start_url = https://x\n", "default", "browser")]
    [InlineData("[profile a]\nrole_arn = r\nsource_profile = b\n[profile b]\nrole_arn = r\nsource_profile = a\n", "a", "circle")]
    [InlineData("[default]\n", "missing", "neither in")]
    [InlineData("[profile p]\ncredential_process = echo secret-output; exit 3\n", "p", "ended with 3")]
    public async Task A_profile_that_cannot_be_used_says_why(string config, string profile, string why)
    {
        var failure = await Assert.ThrowsAsync<ConnectionFailedException>(() => SyncAsync(r => r.Write(".aws/config", config), settings: $$""", "profile": "{{profile}}" """));

        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-output", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_are_got_anew_before_they_expire()
    {
        var time = new SetTime { Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) };
        var count = 0;
        using var cache = new CredentialCache([_ => Task.FromResult<AwsCredentials?>(new($"KEY{++count}", "s", "t", time.Now.AddMinutes(15)))], time);

        var keys = new List<string>();
        foreach (var minutes in (int[])[0, 9, 2, 9])
        {
            time.Now = time.Now.AddMinutes(minutes);
            keys.Add((await cache.GetAsync(TestContext.Current.CancellationToken)).AccessKey);
        }

        Assert.Equal(["KEY1", "KEY1", "KEY2", "KEY2"], keys);
    }

    private static Task<List<FakeRequest>> SyncAsync(Action<Readings> prepare, bool withKeys = false, string settings = "") => SyncAsync((r, _) => prepare(r), withKeys, settings);

    private static async Task<List<FakeRequest>> SyncAsync(Action<Readings, string> prepare, bool withKeys = false, string settings = "")
    {
        await using var fake = await AwsFake.StartAsync(r => r.Operation switch
        {
            "GetCallerIdentity" => AwsFake.Caller,
            "AssumeRole" or "AssumeRoleWithWebIdentity" => new(200, $"<{r.Operation}Response><{r.Operation}Result><Credentials><AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2100-01-01T00:00:00Z</Expiration></Credentials></{r.Operation}Result></{r.Operation}Response>"),
            "PUT /latest/api/token" => new(200, "instance-token"),
            "GET /latest/meta-data/iam/security-credentials/" => new(200, "web"),
            "GET /container" or "GET /latest/meta-data/iam/security-credentials/web" => new(200, Instance),
            _ => new(200, """{"QueueUrls": []}"""),
        });
        using var readings = new Readings();
        if (withKeys)
        {
            readings.Environment["AWS_ACCESS_KEY_ID"] = "AKIAENV";
            readings.Environment["AWS_SECRET_ACCESS_KEY"] = "secret";
        }

        readings.Environment["AWS_ENDPOINT_URL"] = fake.Endpoint;
        prepare(readings, fake.Endpoint);
        await readings.ReadAsync("aws", $$"""{"regions": ["eu-west-1"], "services": ["sqs"]{{settings}}}""");
        return [.. fake.Requests];
    }

    private sealed class SetTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
