using System.Globalization;
using Turnpike.Connectors.Aws.Catalog;
using Turnpike.Connectors.Aws.Client;
using Turnpike.Values;

namespace Turnpike.Connectors.Aws.Credentials;

/// <summary>Who the caller is, and credentials of a role for those of another (STS).</summary>
internal sealed class SecurityTokens(AwsClient client, string region, string? sessionName, TimeProvider time)
{
    private const string DefaultSession = "turnpike";

    private static readonly ServiceDefinition s_service = ServiceDefinition.Plain("sts", AwsProtocol.Query, "2011-06-15");

    /// <summary>The account and ARN of the caller.</summary>
    public async Task<(string Account, string Arn)> CallerAsync(CredentialCache credentials, CancellationToken cancellationToken)
    {
        var answer = await client.CallAsync(AwsCall.Of(s_service, "GetCallerIdentity", ObjectValue.Empty, "", region), credentials, cancellationToken);
        return answer.Body is { } body && Text(body, "Account") is { } account
            ? (account, Text(body, "Arn") ?? "")
            : throw new ConnectionFailedException($"AWS does not accept the credentials: {answer.Fault?.Says() ?? "no account in the answer"}");
    }

    /// <summary>The credentials of a role, as a source of a cache: asked for again before they expire.</summary>
    public CredentialCache Role(CredentialCache credentials, string role, string? externalId) =>
        new([async t => await AssumeAsync(credentials, role, externalId, null, t)], time);

    public Task<AwsCredentials> AssumeAsync(CredentialCache credentials, string role, string? externalId, string? session, CancellationToken cancellationToken)
    {
        var parameters = Value.Object(("RoleArn", Value.Of(role)), ("RoleSessionName", Value.Of(session ?? sessionName ?? DefaultSession)));
        parameters = externalId is null ? parameters : parameters.With("ExternalId", Value.Of(externalId));
        return AskAsync("AssumeRole", role, parameters, credentials, cancellationToken);
    }

    public async Task<AwsCredentials> AssumeWithWebIdentityAsync(string role, string token, string? session, CancellationToken cancellationToken)
    {
        using var none = new CredentialCache([], time);
        return await AskAsync(
            "AssumeRoleWithWebIdentity",
            role,
            Value.Object(("RoleArn", Value.Of(role)), ("RoleSessionName", Value.Of(session ?? sessionName ?? DefaultSession)), ("WebIdentityToken", Value.Of(token))),
            none,
            cancellationToken);
    }

    private async Task<AwsCredentials> AskAsync(string operation, string role, ObjectValue parameters, CredentialCache credentials, CancellationToken cancellationToken)
    {
        var answer = await client.CallAsync(AwsCall.Of(s_service, operation, parameters, "", region), credentials, cancellationToken);
        if (answer.Body?.Get("Credentials") is ObjectValue found
            && Text(found, "AccessKeyId") is { } key && Text(found, "SecretAccessKey") is { } secret)
        {
            return new(key, secret, Text(found, "SessionToken"), Time(Text(found, "Expiration")));
        }

        throw new ConnectionFailedException($"the role {role} cannot be assumed: {answer.Fault?.Says() ?? "no credentials in the answer"}");
    }

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    private static string? Text(ObjectValue value, string key) => (value.Get(key) as StringValue)?.Value;
}
