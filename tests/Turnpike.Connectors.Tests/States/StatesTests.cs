using System.Text;
using Npgsql;
using Turnpike.Connectors.Tests.Aws;
using Turnpike.Connectors.Tests.Repositories;
using Turnpike.Formats;
using Turnpike.Formats.Observation;
using Turnpike.Formats.TerraformState;
using Turnpike.Tests;
using Turnpike.Values;

namespace Turnpike.Connectors.Tests.States;

public sealed class StatesTests(PostgresServer postgres, MotoServer moto) : IClassFixture<PostgresServer>, IClassFixture<MotoServer>, IDisposable
{
    private const string Sample = """{"version":4,"terraform_version":"1.11.4","serial":3,"lineage":"a","outputs":{},"resources":[],"check_results":null}""";

    private readonly Readings _readings = new();

    public void Dispose() => _readings.Dispose();

    [Fact]
    public async Task Files_are_found_with_the_states_of_every_workspace()
    {
        await Programs.ApplyAsync(Path.Join(_readings.Folder, "infra/network"), "");
        _readings.Write("infra/apps/prod.tfstate", Sample);
        _readings.Write("infra/apps/terraform.tfstate.backup", Sample);

        var parts = await _readings.ReadAsync("terraform-state", """{"backend": "local", "name": "shop", "path": ["~/infra/*/terraform.tfstate", "~/infra/**/prod.tfstate"]}""");

        Assert.Equal(["terraform/shop/apps/prod default", "terraform/shop/network blue", "terraform/shop/network default"], parts.Keys.Order(StringComparer.Ordinal));
        Holds(parts["terraform/shop/network default"], "from default");
        Holds(parts["terraform/shop/network blue"], "from blue");
    }

    [Fact]
    public async Task One_folder_is_the_connections_name()
    {
        _readings.Write("infra/terraform.tfstate", Sample);
        _readings.Write("infra/.terraform.tfstate.lock.info", """{"ID":"1","Operation":"OperationTypeApply","Info":"","Who":"ann@host","Version":"1.11.4","Created":"2026-01-02T03:04:05Z","Path":"terraform.tfstate"}""");

        var part = Assert.Single(await _readings.ReadAsync("terraform-state", """{"backend": "local", "name": "shop", "path": "~/infra"}"""));

        Assert.Equal("terraform/shop default", part.Key);
        Assert.Equal(Sample, Encoding.UTF8.GetString(part.Value.Content!.Value.Span));
        Assert.Equal("locked by ann@host (OperationTypeApply) since 2026-01-02T03:04:05Z: it may be about to change", part.Value.Coverage[0].Message);
    }

    [Theory]
    [InlineData("", "the state is empty")]
    [InlineData("{}", "this is no Terraform state")]
    [InlineData("""{"serial":1,"encrypted_data":"x"}""", "the state is encrypted")]
    public async Task What_is_no_state_is_said_and_not_handed_on(string content, string expected)
    {
        _readings.Write("a.tfstate", content);
        _readings.Write("b.tfstate", Sample);

        var parts = await _readings.ReadAsync("terraform-state", """{"backend": "local", "name": "shop", "path": "~/*.tfstate"}""");

        Assert.Null(parts["terraform/shop/a default"].Content);
        Assert.StartsWith(expected, parts["terraform/shop/a default"].Coverage[0].Message, StringComparison.Ordinal);
        Assert.NotNull(parts["terraform/shop/b default"].Content);
    }

    [Fact]
    public async Task Terraforms_http_backend_is_read()
    {
        await using var server = await HttpBackend.StartAsync();
        await Programs.ApplyAsync(Path.Join(_readings.Folder, "root"), $$"""backend "http" { address = "{{server.Address}}/network" }""", ("TF_HTTP_USERNAME", "reader"), ("TF_HTTP_PASSWORD", "hunter2"));
        _readings.Environment["TF_HTTP_USERNAME"] = "reader";
        _readings.Environment["TF_HTTP_PASSWORD"] = "hunter2";
        server.Faults.Enqueue(500);
        server.Faults.Enqueue(429);

        var parts = await _readings.ReadAsync("terraform-state", $$"""{"backend": "http", "name": "shop", "address": ["{{server.Address}}/network", "{{server.Address}}/none"]}""");

        Holds(parts["terraform/shop/network default"], "from default");
        Assert.Equal(CoverageStatus.Unsupported, parts["terraform/shop/none default"].Coverage[0].Status);
        _readings.Environment["TF_HTTP_PASSWORD"] = "wrong";
        var denied = Assert.Single(await _readings.ReadAsync("terraform-state", $$"""{"backend": "http", "name": "shop", "address": "{{server.Address}}/network"}""")).Value;
        Assert.Equal((true, CoverageStatus.Denied), (denied.Content is null, denied.Coverage[0].Status));
    }

    [Fact]
    public async Task Terraforms_postgresql_backend_is_read_with_its_locks()
    {
        postgres.Require();
        var settings = new NpgsqlConnectionStringBuilder(postgres.ConnectionString());
        var address = $"postgres://{settings.Username}@{settings.Host}:{settings.Port}/{settings.Database}?sslmode=disable";
        await Programs.ApplyAsync(Path.Join(_readings.Folder, "root"), """backend "pg" {}""", ("PG_CONN_STR", address));
        _readings.Environment["PG_CONN_STR"] = address;
        await using var holder = new NpgsqlConnection(postgres.ConnectionString());
        await holder.OpenAsync(TestContext.Current.CancellationToken);
        await using var hold = new NpgsqlCommand("SELECT pg_advisory_lock(id) FROM terraform_remote_state.states WHERE name = 'blue'", holder);
        await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        var parts = await _readings.ReadAsync("terraform-state", """{"backend": "pg", "name": "shop"}""");

        Holds(parts["terraform/shop default"], "from default");
        Holds(parts["terraform/shop blue"], "from blue");
        Assert.Null(parts["terraform/shop default"].Coverage[0].Message);
        Assert.StartsWith("locked by process", parts["terraform/shop blue"].Coverage[0].Message, StringComparison.Ordinal);
        var fault = await Assert.ThrowsAsync<ConnectionFailedException>(() => _readings.ReadAsync("terraform-state", """{"backend": "pg", "name": "shop", "schema_name": "other\""}"""));
        Assert.Contains("schema_name", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Terraforms_s3_backend_is_read_with_its_locks()
    {
        moto.Require();
        (string, string?)[] keys = [("AWS_ACCESS_KEY_ID", "test"), ("AWS_SECRET_ACCESS_KEY", "test"), ("AWS_REGION", "eu-west-1"), ("AWS_DEFAULT_REGION", "eu-west-1"), ("AWS_EC2_METADATA_DISABLED", "true")];
        foreach (var (name, value) in keys)
        {
            _readings.Environment[name] = value!;
        }

        await Programs.RunAsync(_readings.Folder, "aws", ["--endpoint-url", moto.Endpoint, "s3api", "create-bucket", "--bucket", "states", "--create-bucket-configuration", "LocationConstraint=eu-west-1"], keys);
        await Programs.RunAsync(_readings.Folder, "aws", ["--endpoint-url", moto.Endpoint, "dynamodb", "create-table", "--table-name", "locks", "--attribute-definitions", "AttributeName=LockID,AttributeType=S", "--key-schema", "AttributeName=LockID,KeyType=HASH", "--billing-mode", "PAY_PER_REQUEST"], keys);
        await Programs.ApplyAsync(
            Path.Join(_readings.Folder, "root"),
            $$"""
            backend "s3" {
              bucket                      = "states"
              key                         = "network/terraform.tfstate"
              region                      = "eu-west-1"
              use_path_style              = true
              skip_credentials_validation = true
              skip_requesting_account_id  = true
              skip_metadata_api_check     = true
              endpoints                   = { s3 = "{{moto.Endpoint}}" }
            }
            """,
            keys);
        const string Info = """{"ID":"1","Operation":"OperationTypePlan","Who":"ann@host","Created":"2026-01-02T03:04:05Z"}""";
        await Programs.RunAsync(_readings.Folder, "aws", ["--endpoint-url", moto.Endpoint, "s3", "cp", _readings.Write("lock", Info), "s3://states/env:/blue/network/terraform.tfstate.tflock"], keys);
        await Programs.RunAsync(_readings.Folder, "aws", ["--endpoint-url", moto.Endpoint, "dynamodb", "put-item", "--table-name", "locks", "--item", $$$"""{"LockID":{"S":"states/network/terraform.tfstate"},"Info":{"S":"{{{Info.Replace("\"", "\\\"", StringComparison.Ordinal).Replace("Plan", "Apply", StringComparison.Ordinal)}}}"}}"""], keys);

        var parts = await _readings.ReadAsync("terraform-state", $$"""{"backend": "s3", "name": "shop", "bucket": "states", "key": "**/terraform.tfstate", "endpoint": "{{moto.Endpoint}}", "dynamodb_table": "locks"}""");

        Assert.Equal(["terraform/shop/network blue", "terraform/shop/network default"], parts.Keys.Order(StringComparer.Ordinal));
        Holds(parts["terraform/shop/network default"], "from default");
        Holds(parts["terraform/shop/network blue"], "from blue");
        Assert.StartsWith("locked by ann@host (OperationTypePlan)", parts["terraform/shop/network blue"].Coverage[0].Message, StringComparison.Ordinal);
        Assert.StartsWith("locked by ann@host (OperationTypeApply)", parts["terraform/shop/network default"].Coverage[0].Message, StringComparison.Ordinal);
        Assert.Equal(["terraform/shop blue", "terraform/shop default"], (await _readings.ReadAsync("terraform-state", $$"""{"backend": "s3", "name": "shop", "bucket": "states", "key": "network/terraform.tfstate", "endpoint": "{{moto.Endpoint}}"}""")).Keys.Order(StringComparer.Ordinal));
        await Assert.ThrowsAsync<ConnectionFailedException>(() => _readings.ReadAsync("terraform-state", $$"""{"backend": "s3", "name": "shop", "bucket": "states", "key": "none/*", "endpoint": "{{moto.Endpoint}}"}"""));
    }

    [Fact]
    public async Task A_state_in_a_repository_is_read()
    {
        var folder = Path.Join(_readings.Folder, "git/infra");
        _readings.Write("git/infra/envs/prod/terraform.tfstate", Sample);
        _readings.Write("git/infra/other/large.bin", "x");
        await Programs.GitAsync(folder, "init", "-q");
        await Programs.GitAsync(folder, "add", "-A");
        await Programs.GitAsync(folder, "commit", "-qm", "one");
        await using var server = await GitServer.StartAsync(Path.Join(_readings.Folder, "git"));

        var part = Assert.Single(await _readings.ReadAsync("terraform-state", $$"""{"backend": "git", "name": "shop", "repository": "{{server.Address}}/infra/.git", "path": "envs/*/terraform.tfstate"}"""));

        Assert.Equal("terraform/shop/prod default", part.Key);
        Assert.Equal("envs/prod/terraform.tfstate", part.Value.Coverage[0].What);
    }

    [Theory]
    [InlineData("""{"backend": "ftp", "name": "x"}""", "there is no such backend")]
    [InlineData("""{"backend": "local", "name": "x"}""", "the backend local needs it")]
    [InlineData("""{"backend": "http", "name": "x", "address": "https://user:secret@example.com/"}""", "it holds credentials")]
    [InlineData("""{"backend": "pg", "name": "x"}""", "PG_CONN_STR is not set")]
    [InlineData("""{"backend": "git", "name": "x", "repository": "https://example.com/a", "path": "../../etc"}""", "it leads out of the repository")]
    [InlineData("""{"backend": "git", "name": "x", "repository": "ext::sh -c id", "path": "a"}""", "it is no address of a repository")]
    [InlineData("""{"backend": "local"}""", "needs the setting name")]
    public void Settings_that_are_wrong_are_told(string settings, string expected)
    {
        var (connector, faults) = _readings.Make("terraform-state", settings);

        Assert.Null(connector);
        Assert.Contains(faults, f => f.Message.Contains(expected, StringComparison.Ordinal));
    }

    private static void Holds(PartReading part, string output)
    {
        Assert.Equal(CoverageStatus.Read, part.Coverage[0].Status);
        var read = InputReader.Read("state", part.Content!.Value);
        var resource = Assert.Single(Assert.IsType<TerraformStateDocument>(read.Document).Resources);
        Assert.Contains(output, JsonText.Redacted(resource.Content.Value!), StringComparison.Ordinal);
    }
}
