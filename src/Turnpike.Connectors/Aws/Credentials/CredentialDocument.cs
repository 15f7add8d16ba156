using System.Globalization;
using System.Text;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Connectors.Aws.Credentials;

/// <summary>The JSON in which container, instance and credential processes give credentials; they differ in the token's name.</summary>
internal static class CredentialDocument
{
    public static AwsCredentials? Read(string json)
    {
        if (JsonReader.Read(new SourceText("credentials", Encoding.UTF8.GetBytes(json)) { IsConfidential = true }, []) is not ObjectValue document
            || Text(document, "AccessKeyId") is not { } key || Text(document, "SecretAccessKey") is not { } secret)
        {
            return null;
        }

        DateTimeOffset? expires = DateTimeOffset.TryParse(Text(document, "Expiration"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
        return new(key, secret, Text(document, "Token") ?? Text(document, "SessionToken"), expires);
    }

    private static string? Text(ObjectValue value, string key) => (value.Get(key) as StringValue)?.Value;
}
