namespace Turnpike.Connectors.Aws.Credentials;

/// <summary>Credentials of the instance's role, from its metadata service (version 2: a token first, so that no forged request reads them).</summary>
internal sealed class InstanceCredentials(Func<string, string?> environment, HttpClient http)
{
    private const string DefaultEndpoint = "http://169.254.169.254";
    private const string Roles = "/latest/meta-data/iam/security-credentials/";

    // Elsewhere than on an instance nobody answers there, and a sync should say so soon.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    public async Task<AwsCredentials?> GetAsync(CancellationToken cancellationToken)
    {
        if (environment("AWS_EC2_METADATA_DISABLED") is "true")
        {
            return null;
        }

        var endpoint = (environment("AWS_EC2_METADATA_SERVICE_ENDPOINT") ?? DefaultEndpoint).TrimEnd('/');
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(s_patience);
        try
        {
            var token = await AskAsync(HttpMethod.Put, endpoint + "/latest/api/token", ("X-aws-ec2-metadata-token-ttl-seconds", "300"), timeout.Token);
            var role = await AskAsync(HttpMethod.Get, endpoint + Roles, ("X-aws-ec2-metadata-token", token), timeout.Token);
            return CredentialDocument.Read(await AskAsync(HttpMethod.Get, endpoint + Roles + role.Split('\n')[0].Trim(), ("X-aws-ec2-metadata-token", token), timeout.Token));
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<string> AskAsync(HttpMethod method, string address, (string Name, string Value) header, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }
}
