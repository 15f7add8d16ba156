using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Turnpike.Server.PullRequests.GitHub;

/// <summary>An app of GitHub: signs itself in to where it is installed, and keeps that token as long as it is good. Asked by one caller at a time.</summary>
/// <remarks>docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app: RS256, at most ten minutes, an hour's token of an installation.</remarks>
internal sealed class GitHubApp(CodeHostSettings host, CodeHostCaller caller, TimeProvider time)
{
    private static readonly TimeSpan s_margin = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, (string Token, DateTimeOffset Until)> _tokens = new(StringComparer.Ordinal);

    public async Task<string> TokenAsync(string repository, CancellationToken cancellationToken)
    {
        if (_tokens.TryGetValue(repository, out var known) && known.Until - s_margin > time.GetUtcNow())
        {
            return known.Token;
        }

        var jwt = Jwt();
        void AsApp(HttpRequestHeaders headers) => headers.Authorization = new AuthenticationHeaderValue("Bearer", jwt);
        var installation = await caller.SendAsync(HttpMethod.Get, $"/repos/{repository}/installation", null, AsApp, cancellationToken);
        var id = installation.At("id")?.GetInt64() ?? throw new CodeHostException($"The app is not installed in {repository}.");
        var made = await caller.SendAsync(HttpMethod.Post, string.Create(CultureInfo.InvariantCulture, $"/app/installations/{id}/access_tokens"), new { }, AsApp, cancellationToken);
        var token = made.Text("token") ?? throw new CodeHostException("GitHub made no token for the app.");
        var until = DateTimeOffset.TryParse(made.Text("expires_at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : time.GetUtcNow() + s_margin;
        _tokens[repository] = (token, until);
        return token;
    }

    private string Jwt()
    {
        var now = time.GetUtcNow();
        var head = Part(JsonSerializer.SerializeToUtf8Bytes(new { alg = "RS256", typ = "JWT" }));

        // A minute back, for clocks that are not quite right.
        var claims = Part(JsonSerializer.SerializeToUtf8Bytes(new { iat = (now - TimeSpan.FromMinutes(1)).ToUnixTimeSeconds(), exp = (now + TimeSpan.FromMinutes(8)).ToUnixTimeSeconds(), iss = host.AppId }));
        using var key = RSA.Create();
        try
        {
            key.ImportFromPem(host.AppKey);
        }
        catch (Exception fault) when (fault is ArgumentException or CryptographicException)
        {
            throw new CodeHostException($"app-key of {host.Id} is no private key in PEM.", null, fault);
        }

        return $"{head}.{claims}.{Part(key.SignData(Encoding.ASCII.GetBytes($"{head}.{claims}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Part(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
