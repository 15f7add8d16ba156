namespace Turnpike.Connectors.Azure;

/// <summary>How a token for Azure Resource Manager is asked for: by secret, by a workload's own token, or as the machine.</summary>
internal sealed class AzureTokens(AzureSettings settings, Func<string, string?> environment)
{
    private const string Machine = "http://169.254.169.254";

    public async Task<HttpRequestMessage> AskAsync(CancellationToken cancellationToken)
    {
        var scope = new Uri(settings.Endpoint, "/.default").ToString();
        if (settings is not { Tenant: { } tenant, Client: { } client })
        {
            return AskMachine();
        }

        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = client, ["scope"] = scope };
        if (environment("AZURE_CLIENT_SECRET") is { Length: > 0 } secret)
        {
            form["client_secret"] = secret;
        }
        else if (environment("AZURE_FEDERATED_TOKEN_FILE") is { Length: > 0 } file && File.Exists(file))
        {
            form["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
            form["client_assertion"] = (await File.ReadAllTextAsync(file, cancellationToken)).Trim();
        }
        else
        {
            return AskMachine();
        }

        return new(HttpMethod.Post, new Uri(settings.Authority, $"{Uri.EscapeDataString(tenant)}/oauth2/v2.0/token")) { Content = new FormUrlEncodedContent(form) };
    }

    private HttpRequestMessage AskMachine()
    {
        var who = settings.Client is { } client ? "&client_id=" + Uri.EscapeDataString(client) : "";
        var host = environment("AZURE_POD_IDENTITY_AUTHORITY_HOST") is { Length: > 0 } given ? given.TrimEnd('/') : Machine;
        var address = $"{host}/metadata/identity/oauth2/token?api-version=2018-02-01&resource={Uri.EscapeDataString(settings.Endpoint.ToString())}{who}";
        return new(HttpMethod.Get, address) { Headers = { { "Metadata", "true" } } };
    }
}
