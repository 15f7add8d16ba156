using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins.Tokens;

/// <summary><c>io.jwt.*</c>.</summary>
internal static class WebTokens
{
    private const int MaxNesting = 16;

    private static readonly RegoType s_object = RegoType.ObjectOf(RegoType.String, RegoType.Any);
    private static readonly ArrayValue s_unverified = Value.Array(Value.False, ObjectValue.Empty, ObjectValue.Empty);

    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("io.jwt.decode", [RegoType.String], RegoType.Tuple(RegoType.ObjectOf(RegoType.Any, RegoType.Any), RegoType.ObjectOf(RegoType.Any, RegoType.Any), RegoType.String), Decode),
        new("io.jwt.decode_verify", [RegoType.String, s_object], RegoType.Tuple(RegoType.Boolean, RegoType.ObjectOf(RegoType.Any, RegoType.Any), RegoType.ObjectOf(RegoType.Any, RegoType.Any)), DecodeVerify) { IsNondeterministic = true },
        new("io.jwt.encode_sign", [s_object, s_object, s_object], RegoType.String, static (c, a) => Encode(c, GoJson.Write(a[0]), GoJson.Write(a[1]), GoJson.Write(a[2]))) { IsNondeterministic = true },
        new("io.jwt.encode_sign_raw", [RegoType.String, RegoType.String, RegoType.String], RegoType.String, static (c, a) => Encode(c, a.Text(0), a.Text(1), a.Text(2))) { IsNondeterministic = true },
        .. TokenAlgorithm.Names.Select(Verify),
    ];

    private static Builtin Verify(string algorithm) =>
        new("io.jwt.verify_" + algorithm.ToLowerInvariant(), [RegoType.String, RegoType.String], RegoType.Boolean, (context, arguments) =>
        {
            if (WebToken.Parse(context, arguments.Text(0)) is not { } token || token.Signature(context) is not { } signature)
            {
                return null;
            }

            if (algorithm.StartsWith("HS", StringComparison.Ordinal))
            {
                var secret = new TokenKey("", "") { Secret = Utf8.Of(arguments.Text(1)) };
                return Value.Of(TokenAlgorithm.Verify(algorithm, secret, token.SignedBytes, signature));
            }

            return TokenKey.Read(arguments.Text(1), out var error) is { } keys
                ? Value.Of(token.IsSignedBy(algorithm, keys, signature))
                : context.Fail(error);
        });

    private static Value? Decode(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var text = arguments.Text(0);
        for (var depth = 0; depth < MaxNesting; depth++)
        {
            if (WebToken.Parse(context, text) is not { } token || token.Payload(context) is not { } payload)
            {
                return null;
            }

            if (token.IsNested)
            {
                text = payload;
                continue;
            }

            return WebToken.Claims(context, payload) is { } claims && token.Signature(context) is { } signature
                ? Value.Array(token.Header, claims, Value.Of(Convert.ToHexStringLower(signature)))
                : null;
        }

        return context.Fail("JWT is nested too deeply");
    }

    private static Value? DecodeVerify(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        if (TokenConstraints.Read(context, (ObjectValue)arguments[1]) is not { } constraints)
        {
            return null;
        }

        var text = arguments.Text(0);
        for (var depth = 0; depth < MaxNesting; depth++)
        {
            if (WebToken.Parse(context, text) is not { } token)
            {
                return null;
            }

            if (!constraints.AcceptsHeader(token))
            {
                return s_unverified;
            }

            if (token.Signature(context) is not { } signature)
            {
                return null;
            }

            if (!TokenAlgorithm.Names.Contains(token.Algorithm))
            {
                return context.Fail($"unknown JWS algorithm: {token.Algorithm}");
            }

            if (!token.IsSignedBy(token.Algorithm, constraints.Keys, signature))
            {
                return s_unverified;
            }

            if (token.Payload(context) is not { } payload)
            {
                return null;
            }

            if (token.IsNested)
            {
                text = payload;
                continue;
            }

            return WebToken.Claims(context, payload) is { } claims && constraints.Accepts(context, claims) is { } accepts
                ? accepts ? Value.Array(Value.True, token.Header, claims) : s_unverified
                : null;
        }

        return context.Fail("JWT is nested too deeply");
    }

    private static Value? Encode(BuiltinContext context, string header, string payload, string jwk)
    {
        var error = "cannot parse empty string";
        var json = header.Length == 0 ? null : LenientJson.Read(header, out error);
        if ((json as ObjectValue)?.Get("alg") is not StringValue algorithm)
        {
            return context.Fail($"missing or invalid 'alg' header{(json is null ? $": cannot parse JSON: {error}" : "")}");
        }

        if (!TokenAlgorithm.Names.Contains(algorithm.Value))
        {
            return context.Fail($"unknown JWS algorithm: {algorithm.Value}");
        }

        var type = (((ObjectValue)json).Get("typ") as StringValue)?.Value ?? "";
        if ((type.Length == 0 || type.Equals("JWT", StringComparison.OrdinalIgnoreCase)) && LenientJson.Read(payload, out _) is null)
        {
            return context.Fail("type is JWT but payload is not JSON");
        }

        if (TokenKey.FromJwk(LenientJson.Read(jwk, out error)) is not { } key)
        {
            return context.Fail("failed to parse a JWK key");
        }

        var text = $"{Base64.EncodeUrl(Utf8.Of(header), isPadded: false)}.{Base64.EncodeUrl(Utf8.Of(payload), isPadded: false)}";
        return TokenAlgorithm.Sign(algorithm.Value, key, Utf8.Of(text)) is { } signature
            ? Value.Of($"{text}.{Base64.EncodeUrl(signature, isPadded: false)}")
            : context.Fail($"the key cannot sign with {algorithm.Value}");
    }
}
