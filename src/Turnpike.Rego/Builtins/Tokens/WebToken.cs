using Turnpike.Values;

namespace Turnpike.Rego.Builtins.Tokens;

/// <summary>A signed token (JWT) taken apart.</summary>
internal sealed class WebToken
{
    private readonly string[] _parts;

    private WebToken(string[] parts, ObjectValue header)
    {
        _parts = parts;
        Header = header;
    }

    public ObjectValue Header { get; }

    public string Algorithm => Text("alg");

    public string KeyId => Text("kid");

    /// <summary>The payload is itself a token.</summary>
    public bool IsNested => Text("cty").Equals("JWT", StringComparison.OrdinalIgnoreCase);

    public byte[] SignedBytes => Utf8.Of(_parts[0] + "." + _parts[1]);

    /// <summary>Null after failing.</summary>
    public static WebToken? Parse(BuiltinContext context, string text)
    {
        var parts = text.Split('.');
        if (parts.Length != 3)
        {
            context.Fail(parts.Length == 1 ? "encoded JWT had no period separators" : $"encoded JWT must have 3 sections, found {parts.Length}");
            return null;
        }

        if (!Base64.TryDecodeUrl(parts[0], out var bytes, out var error))
        {
            context.Fail($"JWT header had invalid encoding: {error}");
            return null;
        }

        var json = LenientJson.Read(Utf8.Text(bytes), out error);
        if (json is not ObjectValue header)
        {
            context.Fail(json is null ? error : "decoded JSON type is not an Object");
            return null;
        }

        if (header.Get("enc") is not null)
        {
            context.Fail("JWT is a JWE object, which is not supported");
            return null;
        }

        return new WebToken(parts, header);
    }

    /// <summary>The payload's text, without the quotes that stand round a nested token; null after failing.</summary>
    public string? Payload(BuiltinContext context)
    {
        if (!Base64.TryDecodeUrl(_parts[1], out var bytes, out var error))
        {
            context.Fail($"JWT payload had invalid encoding: {error}");
            return null;
        }

        var text = Utf8.Text(bytes);
        return IsNested ? text.Trim('"') : text;
    }

    public byte[]? Signature(BuiltinContext context)
    {
        if (Base64.TryDecodeUrl(_parts[2], out var bytes, out var error))
        {
            return bytes;
        }

        context.Fail($"JWT signature had invalid encoding: {error}");
        return null;
    }

    /// <summary>A payload as claims; null after failing.</summary>
    public static ObjectValue? Claims(BuiltinContext context, string payload)
    {
        var json = LenientJson.Read(payload, out var error);
        if (json is not ObjectValue claims)
        {
            context.Fail(json is null ? error : "decoded JSON type is not an Object");
            return null;
        }

        return claims;
    }

    /// <summary>
    /// Whether one of the keys made the signature. The key that the header names decides alone; a key that names
    /// another algorithm does not count.
    /// </summary>
    public bool IsSignedBy(string algorithm, IReadOnlyList<TokenKey> keys, byte[] signature)
    {
        var data = SignedBytes;
        var named = KeyId.Length == 0 ? null : keys.FirstOrDefault(key => key.Id == KeyId);
        return named is not null
            ? TokenAlgorithm.Verify(algorithm, named, data, signature)
            : keys.Any(key => (key.Algorithm.Length == 0 || key.Algorithm == Algorithm) && TokenAlgorithm.Verify(algorithm, key, data, signature));
    }

    private string Text(string key) => (Header.Get(key) as StringValue)?.Value ?? "";
}
