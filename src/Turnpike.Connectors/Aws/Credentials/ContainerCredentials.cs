namespace Turnpike.Connectors.Aws.Credentials;

/// <summary>Credentials of the task or pod that the process runs in.</summary>
internal sealed class ContainerCredentials(Func<string, string?> environment, HttpClient http)
{
    private const string TaskEndpoint = "http://169.254.170.2";

    public async Task<AwsCredentials?> GetAsync(CancellationToken cancellationToken)
    {
        var address = environment("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") is { Length: > 0 } relative
            ? (environment("AWS_ECS_ENDPOINT") ?? TaskEndpoint) + relative
            : environment("AWS_CONTAINER_CREDENTIALS_FULL_URI");
        if (address is not { Length: > 0 })
        {
            return null;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (await TokenAsync(cancellationToken) is { } token)
        {
            request.Headers.TryAddWithoutValidation("Authorization", token);
        }

        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            return CredentialDocument.Read(await response.Content.ReadAsStringAsync(cancellationToken))
                ?? throw new ConnectionFailedException($"{address} answers {(int)response.StatusCode} without credentials");
        }
        catch (HttpRequestException e)
        {
            throw new ConnectionFailedException($"{address}, which the environment names for credentials, does not answer: {e.Message}", e);
        }
    }

    private async Task<string?> TokenAsync(CancellationToken cancellationToken) =>
        environment("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE") is { Length: > 0 } file && File.Exists(file)
            ? (await File.ReadAllTextAsync(file, cancellationToken)).Trim()
            : environment("AWS_CONTAINER_AUTHORIZATION_TOKEN");
}
