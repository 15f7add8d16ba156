using System.Security.Cryptography;
using System.Text;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Connectors.Google;

/// <summary>How a token for Google's APIs is asked for: with the key of a service account, as a user who signed in, or as the machine.</summary>
internal sealed class GoogleTokens(ConnectorSurroundings surroundings)
{
    private const string Scope = "https://www.googleapis.com/auth/cloud-platform";
    private const string DefaultEndpoint = "https://oauth2.googleapis.com/token";

    public async Task<HttpRequestMessage> AskAsync(CancellationToken cancellationToken)
    {
        var file = surroundings.Environment("GOOGLE_APPLICATION_CREDENTIALS") is { Length: > 0 } named
            ? named
            : Path.Combine(surroundings.Home, ".config", "gcloud", "application_default_credentials.json");
        if (!File.Exists(file))
        {
            var host = surroundings.Environment("GCE_METADATA_HOST") is { Length: > 0 } given ? given : "metadata.google.internal";
            return new(HttpMethod.Get, $"http://{host}/computeMetadata/v1/instance/service-accounts/default/token") { Headers = { { "Metadata-Flavor", "Google" } } };
        }

        var content = new SourceText(file, await File.ReadAllBytesAsync(file, cancellationToken)) { IsConfidential = true };
        var key = JsonReader.Read(content, []) as ObjectValue ?? throw new ConnectionFailedException($"{file} holds no credentials of Google");
        return new(HttpMethod.Post, Text(key, "token_uri") ?? DefaultEndpoint) { Content = new FormUrlEncodedContent(Form(key, file)) };
    }

    private Dictionary<string, string> Form(ObjectValue key, string file) => Text(key, "type") switch
    {
        "service_account" when Text(key, "private_key") is { } pem && Text(key, "client_email") is { } email => new()
        {
            ["grant_type"] = "urn:ietf:params:oauth:grant-type:jwt-bearer",
            ["assertion"] = Assertion(email, pem, Text(key, "token_uri") ?? DefaultEndpoint),
        },
        "authorized_user" when Text(key, "refresh_token") is { } token => new()
        {
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = token,
            ["client_id"] = Text(key, "client_id") ?? "",
            ["client_secret"] = Text(key, "client_secret") ?? "",
        },
        var type => throw new ConnectionFailedException($"{file} holds credentials of the type {type}; a service account's key and a user's are taken"),
    };

    private string Assertion(string email, string pem, string audience)
    {
        var now = surroundings.Time.GetUtcNow().ToUnixTimeSeconds();
        var claims = Value.Object(("iss", Value.Of(email)), ("scope", Value.Of(Scope)), ("aud", Value.Of(audience)), ("iat", Value.Of(now)), ("exp", Value.Of(now + 3600)));
        var signed = $"{Encode("""{"alg":"RS256","typ":"JWT"}"""u8)}.{Encode(JsonText.Canonical(claims))}";
        using var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(pem);
        }
        catch (ArgumentException)
        {
            throw new ConnectionFailedException("the private key of the service account is no PEM");
        }

        return $"{signed}.{Encode(rsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Encode(ReadOnlySpan<byte> bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private static string? Text(ObjectValue value, string key) => (value.Get(key) as StringValue)?.Value;
}
