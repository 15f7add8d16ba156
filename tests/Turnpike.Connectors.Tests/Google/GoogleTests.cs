using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Turnpike.Connectors.Tests.Aws;
using Turnpike.Formats.Observation;

namespace Turnpike.Connectors.Tests.Google;

/// <summary>An organisation is read as Cloud Asset Inventory's contract says: tokens, pages, projects, refusals.</summary>
public sealed class GoogleTests
{
    private const string Assets = """
        {"readTime": "2026-01-01T00:00:00Z", "nextPageToken": "n/1", "assets": [
          {"name": "//cloudresourcemanager.googleapis.com/projects/42", "assetType": "cloudresourcemanager.googleapis.com/Project", "ancestors": ["projects/42", "organizations/7"], "updateTime": "2026-01-01T00:00:00Z",
           "resource": {"version": "v1", "data": {"projectId": "shop", "projectNumber": "42", "name": "Shop", "labels": {"team": "shop"}}}},
          {"name": "//compute.googleapis.com/projects/shop/global/firewalls/ssh", "assetType": "compute.googleapis.com/Firewall", "ancestors": ["projects/42", "organizations/7"],
           "resource": {"version": "v1", "data": {"name": "ssh", "network": "n", "direction": "INGRESS", "priority": 1000, "sourceRanges": ["0.0.0.0/0"], "allowed": [{"IPProtocol": "tcp", "ports": ["22"]}]}}}]}
        """;

    private const string More = """
        {"assets": [
          {"name": "//storage.googleapis.com/photos", "assetType": "storage.googleapis.com/Bucket", "ancestors": ["projects/43", "organizations/7"],
           "resource": {"version": "v1", "data": {"name": "photos", "location": "EU", "storageClass": "STANDARD", "iamConfiguration": {"uniformBucketLevelAccess": {"enabled": true}, "publicAccessPrevention": "enforced"}}}},
          {"name": "//tpu.googleapis.com/projects/shop/locations/x/nodes/n", "assetType": "tpu.googleapis.com/Node", "ancestors": ["projects/42"], "resource": {"location": "x", "data": {"name": "n"}}}]}
        """;

    [Fact]
    public async Task An_organisation_is_read_page_by_page_and_each_project_is_a_part()
    {
        using var key = RSA.Create(2048);
        await using var fake = await AwsFake.StartAsync(r => r switch
        {
            { Operation: "POST /token" } => new(200, """{"access_token": "token-1", "expires_in": 3599}"""),
            _ => new(200, r.Query.Contains("pageToken=n%2F1", StringComparison.Ordinal) ? More : Assets),
        });
        using var readings = Prepared(fake, key);

        var parts = await readings.ReadAsync("google", Settings(fake));

        Assert.Equal(["google/43 global/assets", "google/shop global/assets"], parts.Keys.Order(StringComparer.Ordinal));
        using var document = JsonDocument.Parse(parts["google/shop global/assets"].Content!.Value);
        var byType = document.RootElement.GetProperty("resources").EnumerateArray().ToDictionary(r => r.GetProperty("type").GetString()!);
        Assert.Equal(["google_compute_firewall", "google_project", "tpu.googleapis.com/Node"], byType.Keys);
        Assert.Equal("projects/shop/global/firewalls/ssh", byType["google_compute_firewall"].GetProperty("id").GetString());
        Assert.Equal("""[{"ports":["22"],"protocol":"tcp"}]""", byType["google_compute_firewall"].GetProperty("attributes").GetProperty("allow").GetRawText());
        Assert.DoesNotContain("readTime", document.RootElement.GetRawText(), StringComparison.Ordinal);
        Assert.All(parts.Values.SelectMany(p => p.Coverage), c => Assert.Equal(CoverageStatus.Read, c.Status));
        Assert.All(fake.Requests.Where(r => r.Operation.StartsWith("GET", StringComparison.Ordinal)), r => Assert.Equal("Bearer token-1", r.Headers.Authorization));
        CheckAssertion(fake.Requests.First().Body, key);
    }

    [Fact]
    public async Task A_later_page_that_fails_leaves_those_before_it_in_part()
    {
        using var key = RSA.Create(2048);
        await using var fake = await AwsFake.StartAsync(r => r switch
        {
            { Operation: "POST /token" } => new(200, """{"access_token": "token-1", "expires_in": 3599}"""),
            _ when r.Query.Contains("pageToken", StringComparison.Ordinal) => new(400, """{"error": {"code": 400, "status": "INVALID_ARGUMENT", "message": "no such page"}}"""),
            _ => new(200, Assets),
        });
        using var readings = Prepared(fake, key);

        var parts = await readings.ReadAsync("google", Settings(fake));

        Assert.Equal((CoverageStatus.Partial, "INVALID_ARGUMENT: no such page"), (parts["google/shop global/assets"].Coverage[0].Status, parts["google/shop global/assets"].Coverage[0].Message));
    }

    [Fact]
    public async Task A_refusal_says_what_is_needed()
    {
        using var key = RSA.Create(2048);
        await using var fake = await AwsFake.StartAsync(r => r.Operation == "POST /token"
            ? new(200, """{"access_token": "token-1"}""")
            : new(403, """{"error": {"code": 403, "status": "PERMISSION_DENIED", "message": "not you"}}"""));
        using var readings = Prepared(fake, key);

        var failure = await Assert.ThrowsAsync<ConnectionFailedException>(() => readings.ReadAsync("google", Settings(fake)));

        Assert.Equal("Cloud Asset Inventory does not list organizations/7: PERMISSION_DENIED: not you (it needs the role Cloud Asset Viewer there)", failure.Message);
    }

    [Fact]
    public void What_is_to_be_read_must_be_said()
    {
        using var readings = new Readings();

        Assert.Equal(["CONN002"], readings.Make("google", "{}").Faults.Select(f => f.Code));
        Assert.Equal(["CONN004"], readings.Make("google", """{"parent": "shop"}""").Faults.Select(f => f.Code));
    }

    private static Readings Prepared(AwsFake fake, RSA key)
    {
        var readings = new Readings();
        var account = JsonSerializer.Serialize(new { type = "service_account", client_email = "reader@shop", private_key = key.ExportPkcs8PrivateKeyPem(), token_uri = fake.Endpoint + "/token" });
        readings.Environment["GOOGLE_APPLICATION_CREDENTIALS"] = readings.Write("key.json", account);
        return readings;
    }

    private static string Settings(AwsFake fake) => $$"""{"parent": "organizations/7", "endpoint": "{{fake.Endpoint}}"}""";

    private static void CheckAssertion(string body, RSA key)
    {
        var parts = Uri.UnescapeDataString(body.Split("assertion=")[1]).Split('.');
        Assert.True(key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Assert.Contains("\"iss\":\"reader@shop\"", Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1])), StringComparison.Ordinal);
    }
}
