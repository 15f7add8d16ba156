using System.Text.Json;
using Turnpike.Connectors.Tests.Aws;
using Turnpike.Formats.Observation;

namespace Turnpike.Connectors.Tests.Azure;

/// <summary>Subscriptions are read as Resource Graph's contract says: tokens, pages, refusals.</summary>
public sealed class AzureTests
{
    private const string Rows = """
        {"totalRecords": 3, "count": 2, "$skipToken": "next", "data": [
          {"id": "/subscriptions/s1/resourceGroups/shop/providers/Microsoft.Network/virtualNetworks/main", "name": "main", "type": "microsoft.network/virtualnetworks", "location": "westeurope", "resourceGroup": "shop", "tags": {"team": "net"},
           "properties": {"addressSpace": {"addressPrefixes": ["10.0.0.0/16"]}, "subnets": [{"id": "/subscriptions/s1/resourceGroups/shop/providers/Microsoft.Network/virtualNetworks/main/subnets/a", "name": "a", "properties": {"addressPrefix": "10.0.1.0/24"}}]}},
          {"id": "/subscriptions/s1/resourceGroups/shop/providers/Microsoft.Network/networkSecurityGroups/web", "name": "web", "type": "microsoft.network/networksecuritygroups", "location": "westeurope", "resourceGroup": "shop", "tags": null,
           "properties": {"securityRules": [{"name": "ssh", "properties": {"priority": 100, "direction": "Inbound", "access": "Allow", "protocol": "Tcp", "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": "22"}}]}}]}
        """;

    private const string More = """
        {"totalRecords": 3, "count": 1, "data": [
          {"id": "/subscriptions/s1/resourceGroups/shop/providers/Microsoft.Quantum/workspaces/q", "name": "q", "type": "microsoft.quantum/workspaces", "location": "westeurope", "resourceGroup": "shop", "tags": {"a": "b"}, "properties": {}}]}
        """;

    private const string Groups = """{"totalRecords": 1, "count": 1, "data": [{"id": "/subscriptions/s1/resourceGroups/shop", "name": "shop", "type": "microsoft.resources/subscriptions/resourcegroups", "location": "westeurope", "tags": {"team": "shop"}}]}""";

    [Fact]
    public async Task Subscriptions_are_read_page_by_page_and_one_that_refuses_is_said()
    {
        var floods = 0;
        await using var fake = await AwsFake.StartAsync(r => r switch
        {
            { Operation: "POST /t1/oauth2/v2.0/token" } => new(200, """{"access_token": "token-1", "expires_in": 3600}"""),
            { Operation: "GET /subscriptions" } => new(200, """{"value": [{"subscriptionId": "s2", "state": "Enabled"}, {"subscriptionId": "s1", "state": "Enabled"}, {"subscriptionId": "s3", "state": "Disabled"}]}"""),
            _ when r.Body.Contains("\"s2\"", StringComparison.Ordinal) => new(403, """{"error": {"code": "AuthorizationFailed", "message": "no right"}}"""),
            _ when r.Body.Contains("ResourceContainers", StringComparison.Ordinal) => new(200, Groups),
            _ when Interlocked.Increment(ref floods) == 1 => new(429, """{"error": {"code": "RateLimiting", "message": "slow"}}"""),
            _ => new(200, r.Body.Contains("next", StringComparison.Ordinal) ? More : Rows),
        });

        var first = await ReadAsync(fake);
        var second = await ReadAsync(fake);

        using var document = JsonDocument.Parse(first["azure/s1 global/resources"].Content!.Value);
        var byType = document.RootElement.GetProperty("resources").EnumerateArray().ToDictionary(r => r.GetProperty("type").GetString()!);
        Assert.Equal(["azurerm_network_security_group", "azurerm_resource_group", "azurerm_subnet", "azurerm_virtual_network", "microsoft.quantum/workspaces"], byType.Keys);
        Assert.Equal("""["10.0.1.0/24"]""", byType["azurerm_subnet"].GetProperty("attributes").GetProperty("address_prefixes").GetRawText());
        Assert.Equal("22", byType["azurerm_network_security_group"].GetProperty("attributes").GetProperty("security_rule")[0].GetProperty("destination_port_range").GetString());
        Assert.Equal("net", byType["azurerm_virtual_network"].GetProperty("attributes").GetProperty("tags").GetProperty("team").GetString());
        Assert.All(first["azure/s1 global/resources"].Coverage, c => Assert.Equal(CoverageStatus.Read, c.Status));

        Assert.Null(first["azure/s2 global/resources"].Content);
        Assert.All(first["azure/s2 global/resources"].Coverage, c => Assert.Equal((CoverageStatus.Denied, "AuthorizationFailed: no right"), (c.Status, c.Message)));
        Assert.Equal(2, first.Count);
        Assert.Equal(first["azure/s1 global/resources"].Content!.Value.ToArray(), second["azure/s1 global/resources"].Content!.Value.ToArray());

        Assert.Contains("client_secret=hidden", fake.Requests.First(r => r.Operation.Contains("token", StringComparison.Ordinal)).Body, StringComparison.Ordinal);
        Assert.All(fake.Requests.Where(r => !r.Operation.Contains("token", StringComparison.Ordinal)), r => Assert.Equal("Bearer token-1", r.Headers.Authorization));
    }

    [Fact]
    public async Task A_token_that_is_refused_is_said_without_the_secret()
    {
        await using var fake = await AwsFake.StartAsync(_ => new(401, """{"error": "invalid_client", "error_description": "the secret is wrong"}"""));

        var failure = await Assert.ThrowsAsync<ConnectionFailedException>(() => ReadAsync(fake));

        Assert.Contains("the secret is wrong", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<Dictionary<string, PartReading>> ReadAsync(AwsFake fake)
    {
        using var readings = new Readings();
        readings.Environment["AZURE_TENANT_ID"] = "t1";
        readings.Environment["AZURE_CLIENT_ID"] = "c1";
        readings.Environment["AZURE_CLIENT_SECRET"] = "hidden";
        return await readings.ReadAsync("azure", $$"""{"endpoint": "{{fake.Endpoint}}", "authority": "{{fake.Endpoint}}"}""");
    }
}
