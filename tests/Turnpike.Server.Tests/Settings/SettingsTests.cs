using Turnpike.Governance.Access;
using Turnpike.Server.Settings;

namespace Turnpike.Server.Tests.Settings;

public sealed class SettingsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnpike-settings-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Without_anything_a_node_listens_to_this_machine_alone()
    {
        var reading = Read();
        Assert.Empty(reading.Diagnostics);
        Assert.Equal("http://127.0.0.1:7077", reading.Settings!.Listen);
        Assert.Null(reading.Settings.Postgres);
    }

    [Fact]
    public void A_flag_wins_over_the_environment_that_over_the_file_that_over_the_default()
    {
        File("turnpike.yaml", "listen: http://127.0.0.1:1\nmax-upload: 1MB\nlog-level: debug\n");
        var reading = Read(
            flags: [new("listen", "http://127.0.0.1:3")],
            environment: new() { ["TURNPIKE_LISTEN"] = "http://127.0.0.1:2", ["TURNPIKE_MAX_UPLOAD"] = "2MB" });
        Assert.Equal("http://127.0.0.1:3", reading.Settings!.Listen);
        Assert.Equal(2 << 20, reading.Settings.MaxUpload);
        Assert.Equal(Microsoft.Extensions.Logging.LogLevel.Debug, reading.Settings.LogLevel);
        Assert.Equal("--listen", reading.Origins["listen"]);
        Assert.Equal("TURNPIKE_MAX_UPLOAD", reading.Origins["max-upload"]);
        Assert.Equal(Path.Combine(_folder.FullName, "turnpike.yaml") + ":3:1", reading.Origins["log-level"]);
    }

    [Fact]
    public void Json_is_read_as_well()
    {
        File("turnpike.json", """{"listen": "127.0.0.1:8080", "trusted-proxies": ["10.0.0.0/8", "127.0.0.1"]}""");
        var reading = Read();
        Assert.Equal("http://127.0.0.1:8080", reading.Settings!.Listen);
        Assert.Equal(["10.0.0.0/8", "127.0.0.1"], reading.Settings.TrustedProxies);
    }

    [Theory]
    [InlineData("listne: http://127.0.0.1:1", "turnpike.yaml:1:1: error SET001: there is no setting listne", "Did you mean listen?")]
    [InlineData("a:\n  b: 1", "turnpike.yaml:1:1: error SET001: there is no setting a", "docs/guides/settings.md lists them all.")]
    [InlineData("data: x\nmax-upload: huge", "turnpike.yaml:2:1: error SET002: max-upload is 'huge', which is not what it takes", "It takes a size such as 512KB, 256MB or 1GB.")]
    [InlineData("listen: https://0.0.0.0:1", "turnpike.yaml:1:1: error SET002: listen is 'https://0.0.0.0:1', which is not what it takes", "It takes an address such as http://127.0.0.1:7077; TLS ends at a proxy in front of the node.")]
    [InlineData("public-url: https://example.com/turnpike", "turnpike.yaml:1:1: error SET002: public-url is 'https://example.com/turnpike', which is not what it takes", "It takes an address without a path, such as https://turnpike.example.com.")]
    [InlineData("trusted-proxies: [10.0.0.0/8, nonsense]", "turnpike.yaml:1:1: error SET002: trusted-proxies is '10.0.0.0/8,nonsense', which is not what it takes", "It takes addresses or networks, such as 10.1.2.3 or 10.0.0.0/8.")]
    [InlineData("shutdown-timeout: 0s", "turnpike.yaml:1:1: error SET002: shutdown-timeout is '0s', which is not what it takes", "It takes a duration such as 90s, 30m, 12h or 7d.")]
    [InlineData("log-level: loud", "turnpike.yaml:1:1: error SET002: log-level is 'loud', which is not what it takes", "It takes one of trace, debug, information, warning, error, critical, none.")]
    [InlineData("postgres: Password=hunter2;Nonsense=1", "turnpike.yaml:1:1: error SET002: postgres is out of form, which is not what it takes", "It takes a connection string such as Host=db;Database=turnpike;Username=turnpike.")]
    [InlineData("postgres-password: hunter2", "error SET007: postgres-password goes with postgres, which is not set", "Set both, or neither.")]
    [InlineData("postgres: Host=db\npostgres-password: hunter2\npostgres-password-file: secret", "turnpike.yaml:3:1: error SET008: postgres-password is given both as a value and by a file", "Leave one of them out.")]
    [InlineData("postgres: Host=db\npostgres-password-file: /no/such/file", "turnpike.yaml:2:1: error SET003: the file /no/such/file cannot be read: it is not there", "Check the path and who may read it.")]
    [InlineData("listen: [a, b]", "turnpike.yaml:1:1: error SET005: listen takes one value", "Write it behind the colon, without a list or further keys.")]
    [InlineData("listen:\n  port: 1", "turnpike.yaml:1:1: error SET005: listen takes one value", "Write it behind the colon, without a list or further keys.")]
    [InlineData("- listen", "turnpike.yaml:1:1: error SET004: a file of settings is one mapping of keys to values", "Write a line such as listen: http://127.0.0.1:7077.")]
    [InlineData("listen: 'unfinished", "turnpike.yaml:1:9: error YAML001", null)]
    public void A_fault_of_a_file_is_told_with_its_place(string text, string expected, string? help)
    {
        File("secret", "hunter3\n");
        File("turnpike.yaml", text.Replace("file: secret", "file: " + Path.Combine(_folder.FullName, "secret"), StringComparison.Ordinal));
        var reading = Read();
        Assert.Null(reading.Settings);
        var fault = Assert.Single(reading.Diagnostics, d => d.IsError);
        Assert.StartsWith(expected, fault.ToString().Replace(_folder.FullName + "/", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(help ?? fault.Help, fault.Help);
        Assert.DoesNotContain("hunter", string.Concat(reading.Diagnostics.Select(d => d.ToString() + d.Help)), StringComparison.Ordinal);
    }

    [Fact]
    public void Sign_in_with_a_provider_is_told_by_file_and_environment()
    {
        File("secret", "hunter2\n");
        File("turnpike.yaml", $"""
            sign-in:
              passwords: false
              session-idle: 30m
              providers:
                keycloak:
                  issuer: https://login.example.com/realms/staff
                  client-id: turnpike
                  client-secret-file: {Path.Combine(_folder.FullName, "secret")}
                  scopes: [email, groups]
                  roles:
                    admin: [platform-leads, 8f3c.0 1]
                    approver: [platform-leads, sre]
                  default-role: viewer
            """);
        var reading = Read(environment: new() { ["TURNPIKE_SIGN_IN_PROVIDERS_KEYCLOAK_CLIENT_ID"] = "turnpike-test", ["TURNPIKE_SIGN_IN_PROVIDERS_GOOGLE_ISSUER"] = "https://accounts.google.com", ["TURNPIKE_SIGN_IN_PROVIDERS_GOOGLE_CLIENT_ID"] = "g" });

        Assert.Empty(reading.Diagnostics);
        var identity = reading.Settings!.Identity;
        Assert.False(identity.Passwords);
        Assert.Equal(TimeSpan.FromMinutes(30), identity.SessionIdle);
        var keycloak = Assert.Single(identity.Providers, p => p.Id == "keycloak");
        Assert.Equal(("https://login.example.com/realms/staff", "turnpike-test", "hunter2", Role.Viewer), (keycloak.Issuer, keycloak.ClientId, keycloak.ClientSecret, keycloak.DefaultRole));
        Assert.Equal(["email", "groups"], keycloak.Scopes);
        Assert.Equal([("8f3c.0 1", Role.Admin), ("platform-leads", Role.Admin), ("sre", Role.Approver)], keycloak.RolesByGroup.Select(r => (r.Key, r.Value)).OrderBy(r => r.Key, StringComparer.Ordinal));
        Assert.Equal("g", Assert.Single(identity.Providers, p => p.Id == "google").ClientId);
    }

    [Fact]
    public void What_a_provider_lacks_or_has_wrong_is_told_at_once()
    {
        File("turnpike.yaml", "sign-in:\n  providers:\n    Key Cloak:\n      issuer: http://login.example.com\n    okta:\n      client-id: x\n");

        Assert.Equal(["SET006", "SET006", "SET011", "SET012"], Read().Diagnostics.Select(d => d.Code).Order());
    }

    [Fact]
    public void All_faults_of_all_places_are_told_at_once()
    {
        File("turnpike.yaml", "listne: x\nmax-upload: huge\n");
        var reading = Read(
            flags: [new("shutdown-timeout", "soon"), new("no.such", "1")],
            environment: new() { ["TURNPIKE_LOG_LEVEL"] = "loud", ["TURNPIKE_LISTNE"] = "x", ["TURNPIKE_PORT"] = "tcp://10.0.0.1:80", ["TURNPIKE_TOKEN"] = "t" });
        Assert.Null(reading.Settings);
        Assert.Equal(["SET001", "SET001", "SET002", "SET002", "SET002", "SET010"], reading.Diagnostics.Select(d => d.Code).Order(StringComparer.Ordinal));
        Assert.Contains(reading.Diagnostics, d => d.Message.StartsWith("TURNPIKE_LOG_LEVEL: log-level is 'loud'", StringComparison.Ordinal));
        Assert.Contains(reading.Diagnostics, d => d.Message.StartsWith("--shutdown-timeout: ", StringComparison.Ordinal));
        Assert.Contains(reading.Diagnostics, d => d is { Code: "SET010", Help: "Did you mean TURNPIKE_LISTEN?", IsError: false });
    }

    [Fact]
    public void A_secret_comes_from_a_file_of_its_own_and_has_no_flag()
    {
        File("secret", "hunter2\n");
        var reading = Read(environment: new() { ["TURNPIKE_POSTGRES"] = "Host=db", ["TURNPIKE_POSTGRES_PASSWORD_FILE"] = Path.Combine(_folder.FullName, "secret") });
        Assert.Empty(reading.Diagnostics);
        Assert.Contains("Password=hunter2", reading.Settings!.Postgres, StringComparison.Ordinal);
        var postgres = SettingTable.All.Single(s => s.Key == "postgres");
        Assert.Equal("Host=db", postgres.Of(reading.Settings));
        Assert.All(SettingTable.All.Where(s => s.IsSecret), s => Assert.Null(s.Flag));
    }

    [Fact]
    public void Who_listens_to_others_without_https_is_warned()
    {
        var open = Read([new("listen", "http://0.0.0.0:80")]);
        Assert.Equal("SET009", Assert.Single(open.Diagnostics).Code);
        Assert.NotNull(open.Settings);
        Assert.Empty(Read([new("listen", "http://0.0.0.0:80"), new("public-url", "https://turnpike.example.com")]).Diagnostics);
    }

    [Fact]
    public void A_named_file_must_be_there()
    {
        var reading = SettingsReader.Read([], new Dictionary<string, string>(), Path.Combine(_folder.FullName, "none.yaml"), _folder.FullName);
        Assert.Equal("SET003", Assert.Single(reading.Diagnostics).Code);
        Assert.StartsWith("--config: ", reading.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_setting_shows_reads_back_as_the_same()
    {
        var defaults = Read().Settings!;
        foreach (var setting in SettingTable.All.Where(s => s.Of(defaults) is { Length: > 0 }))
        {
            var reading = Read([new(setting.Key, setting.Of(defaults)!)]);
            Assert.Empty(reading.Diagnostics);
            Assert.Equal(setting.Of(defaults), setting.Of(reading.Settings!));
        }
    }

    private SettingsReading Read(IReadOnlyList<KeyValuePair<string, string>>? flags = null, Dictionary<string, string>? environment = null) =>
        SettingsReader.Read(flags ?? [], environment ?? [], null, _folder.FullName);

    private void File(string name, string text) => System.IO.File.WriteAllText(Path.Combine(_folder.FullName, name), text);
}
