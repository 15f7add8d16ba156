using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Turnpike.Server.Tests.Identity.Oidc;

/// <summary>
/// A small OpenID Connect provider on loopback. It does all that the standard asks, and whatever a test makes it do wrong:
/// everything that is said or signed can be changed on its way out.
/// </summary>
internal sealed class TestProvider : IAsyncDisposable
{
    public const string ClientId = "turnpike";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Grant> _grants = [];
    private int _keyNumber;

    private TestProvider(WebApplication app) => _app = app;

    public string Issuer { get; private set; } = "";

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Null for a public client.</summary>
    public string? Secret { get; init; } = "s3cret&with=signs";

    public SigningKey Key { get; private set; } = new RsaKey("key-0", "RS256");

    /// <summary>What it says of whoever signs in.</summary>
    public JsonObject Person { get; } = new() { ["sub"] = "subject-1", ["email"] = "ada@example.com", ["email_verified"] = true, ["name"] = "Ada", ["groups"] = new JsonArray("platform") };

    public Action<JsonObject> ChangeDocument { get; set; } = static _ => { };

    public Action<JsonObject> ChangeClaims { get; set; } = static _ => { };

    public Action<JsonObject> ChangeHeader { get; set; } = static _ => { };

    public Func<string, string> ChangeToken { get; set; } = static token => token;

    /// <summary>Of the way back to the client.</summary>
    public Action<Dictionary<string, string?>> ChangeAnswer { get; set; } = static _ => { };

    public Action<JsonObject> ChangeUserInfo { get; set; } = static _ => { };

    public bool IsAway { get; set; }

    public int KeyReads { get; private set; }

    /// <summary>What the last request for tokens was authenticated with.</summary>
    public string? LastAuthentication { get; private set; }

    public static async Task<TestProvider> StartAsync(TimeProvider clock, string? secret = "s3cret&with=signs")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var provider = new TestProvider(builder.Build()) { Clock = clock, Secret = secret };
        provider.Map();
        await provider._app.StartAsync(TestContext.Current.CancellationToken);
        provider.Issuer = provider._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return provider;
    }

    /// <summary>A new key in place of the old one, under a new id unless another is given.</summary>
    public void Rotate(string algorithm, string? id = null)
    {
        id ??= $"key-{++_keyNumber}";
        Key = algorithm.StartsWith("ES", StringComparison.Ordinal) ? new CurveKey(id, algorithm) : new RsaKey(id, algorithm);
    }

    /// <summary>What the published key says; a test may sign with another.</summary>
    public Func<JsonObject>? PublishedKey { get; set; }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private void Map()
    {
        _app.Use((http, next) =>
        {
            http.Response.StatusCode = 503;
            return IsAway ? Task.CompletedTask : Reset(http, next);
        });
        _app.MapGet("/.well-known/openid-configuration", () => Results.Json(Document()));
        _app.MapGet("/authorize", Authorize);
        _app.MapPost("/token", TokenAsync);
        _app.MapGet("/userinfo", UserInfo);
        _app.MapGet("/keys", () =>
        {
            KeyReads++;
            return Results.Json(new JsonObject { ["keys"] = new JsonArray(new JsonObject { ["kty"] = "oct", ["k"] = "AAAA", ["kid"] = "symmetric" }, PublishedKey?.Invoke() ?? Key.Published()) });
        });

        static Task Reset(HttpContext http, RequestDelegate next)
        {
            http.Response.StatusCode = 200;
            return next(http);
        }
    }

    private JsonObject Document()
    {
        var document = new JsonObject
        {
            ["issuer"] = Issuer, ["authorization_endpoint"] = Issuer + "/authorize", ["token_endpoint"] = Issuer + "/token", ["jwks_uri"] = Issuer + "/keys",
            ["userinfo_endpoint"] = Issuer + "/userinfo", ["end_session_endpoint"] = Issuer + "/logout", ["authorization_response_iss_parameter_supported"] = true,
        };
        ChangeDocument(document);
        return document;
    }

    private IResult Authorize(HttpRequest request)
    {
        var query = request.Query;
        if (query["response_type"] != "code" || query["client_id"] != ClientId || query["code_challenge_method"] != "S256" || !query["scope"].ToString().Split(' ').Contains("openid"))
        {
            return Results.BadRequest();
        }

        var code = Guid.NewGuid().ToString("N");
        _grants[code] = new Grant(query["redirect_uri"]!, query["code_challenge"]!, query["nonce"]!);
        var answer = new Dictionary<string, string?> { ["code"] = code, ["state"] = query["state"], ["iss"] = Issuer };
        ChangeAnswer(answer);
        return Results.Redirect(QueryHelpers.AddQueryString(query["redirect_uri"]!, answer));
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        LastAuthentication = request.Headers.Authorization.Count > 0 ? "basic" : form.ContainsKey("client_secret") ? "post" : "none";
        var isClient = LastAuthentication switch
        {
            "basic" => Encoding.UTF8.GetString(Convert.FromBase64String(request.Headers.Authorization.ToString()["Basic ".Length..])) == $"{ClientId}:{Uri.EscapeDataString(Secret!)}",
            "post" => form["client_secret"] == Secret,
            _ => Secret is null,
        };
        if (!isClient || form["client_id"] != ClientId || form["grant_type"] != "authorization_code" || !_grants.TryRemove(form["code"].ToString(), out var grant)
            || grant.Redirect != form["redirect_uri"] || grant.Challenge != Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))))
        {
            return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        }

        const string Access = "access-token";
        var claims = (JsonObject)Person.DeepClone();
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        (claims["iss"], claims["aud"], claims["nonce"], claims["iat"], claims["exp"]) = (Issuer, ClientId, grant.Nonce, now, now + 300);
        claims["at_hash"] = Base64Url.EncodeToString(Key.Hash(Encoding.ASCII.GetBytes(Access)).AsSpan(0, Key.Hash([]).Length / 2));
        ChangeClaims(claims);
        return Results.Json(new { access_token = Access, token_type = "Bearer", id_token = ChangeToken(Signed(claims)) });
    }

    private IResult UserInfo(HttpRequest request)
    {
        var info = (JsonObject)Person.DeepClone();
        ChangeUserInfo(info);
        return request.Headers.Authorization == "Bearer access-token" ? Results.Json(info) : Results.Unauthorized();
    }

    private string Signed(JsonObject claims)
    {
        var header = new JsonObject { ["alg"] = Key.Algorithm, ["kid"] = Key.Id, ["typ"] = "JWT" };
        ChangeHeader(header);
        var text = $"{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(header))}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        return $"{text}.{Base64Url.EncodeToString(Key.Sign(Encoding.ASCII.GetBytes(text)))}";
    }

    private sealed record Grant(string Redirect, string Challenge, string Nonce);
}

internal abstract record SigningKey(string Id, string Algorithm)
{
    public HashAlgorithmName HashName => new("SHA" + Algorithm[2..]);

    public byte[] Hash(byte[] bytes) => CryptographicOperations.HashData(HashName, bytes);

    public abstract byte[] Sign(byte[] bytes);

    public abstract JsonObject Published();
}

internal sealed record RsaKey(string Id, string Algorithm, int Bits = 2048) : SigningKey(Id, Algorithm)
{
    private readonly RSA _rsa = RSA.Create(Bits);

    public override byte[] Sign(byte[] bytes) => _rsa.SignData(bytes, HashName, Algorithm.StartsWith("PS", StringComparison.Ordinal) ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);

    public override JsonObject Published()
    {
        var parameters = _rsa.ExportParameters(includePrivateParameters: false);
        return new() { ["kty"] = "RSA", ["use"] = "sig", ["kid"] = Id, ["alg"] = Algorithm, ["n"] = Base64Url.EncodeToString(parameters.Modulus), ["e"] = Base64Url.EncodeToString(parameters.Exponent) };
    }
}

internal sealed record CurveKey(string Id, string Algorithm) : SigningKey(Id, Algorithm)
{
    private readonly ECDsa _curve = ECDsa.Create(CurveOf(Algorithm));

    public override byte[] Sign(byte[] bytes) => _curve.SignData(bytes, HashName);

    public override JsonObject Published()
    {
        var point = _curve.ExportParameters(includePrivateParameters: false).Q;
        var name = Algorithm switch { "ES256" => "P-256", "ES384" => "P-384", _ => "P-521" };
        return new() { ["kty"] = "EC", ["use"] = "sig", ["kid"] = Id, ["crv"] = name, ["x"] = Base64Url.EncodeToString(point.X), ["y"] = Base64Url.EncodeToString(point.Y) };
    }

    private static ECCurve CurveOf(string algorithm) => algorithm switch
    {
        "ES256" => ECCurve.NamedCurves.nistP256,
        "ES384" => ECCurve.NamedCurves.nistP384,
        _ => ECCurve.NamedCurves.nistP521,
    };
}
