using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins.Crypto;

/// <summary><c>crypto.x509.*</c> and <c>crypto.parse_private_keys</c>.</summary>
internal static class CertificateBuiltins
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private static readonly RegoType s_object = RegoType.ObjectOf(RegoType.String, RegoType.Any);
    private static readonly RegoType s_verified = RegoType.Tuple(RegoType.Boolean, RegoType.ArrayOf(s_object));

    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("crypto.x509.parse_certificates", [RegoType.String], RegoType.ArrayOf(s_object), ParseCertificates),
        new("crypto.x509.parse_and_verify_certificates", [RegoType.String], s_verified, static (c, a) => ParseAndVerify(c, a.Text(0), ObjectValue.Empty)) { IsNondeterministic = true },
        new("crypto.x509.parse_and_verify_certificates_with_options", [RegoType.String, s_object], s_verified, static (c, a) => ParseAndVerify(c, a.Text(0), (ObjectValue)a[1])) { IsNondeterministic = true },
        new("crypto.x509.parse_certificate_request", [RegoType.String], s_object, ParseRequest),
        new("crypto.x509.parse_keypair", [RegoType.String, RegoType.String], s_object, ParseKeyPair),
        new("crypto.x509.parse_rsa_private_key", [RegoType.String], s_object, ParseRsaKey),
        new("crypto.parse_private_keys", [RegoType.String], RegoType.ArrayOf(s_object), ParsePrivateKeys),
    ];

    private static List<X509Certificate2>? Read(BuiltinContext context, string text)
    {
        if (Pem.Read(text, out var error) is not { } blocks)
        {
            context.Fail(error);
            return null;
        }

        try
        {
            return [.. blocks.Where(static block => block.Label is "" or "CERTIFICATE").Select(static block => X509CertificateLoader.LoadCertificate(block.Der))];
        }
        catch (CryptographicException)
        {
            context.Fail("x509: malformed certificate");
            return null;
        }
    }

    private static Value? ParseCertificates(BuiltinContext context, ReadOnlySpan<Value> arguments) =>
        Read(context, arguments.Text(0)) is { } certificates ? Value.Array([.. certificates.Select(CertificateJson.Of)]) : null;

    private static Value? ParseAndVerify(BuiltinContext context, string text, ObjectValue options)
    {
        if (Read(context, text) is not { } certificates)
        {
            return null;
        }

        if (certificates.Count < 2)
        {
            return context.Fail("must supply at least two certificates to be able to verify");
        }

        using var chain = new X509Chain { ChainPolicy = Policy(context, certificates, options) };
        var leaf = certificates[^1];
        var isValid = chain.Build(leaf) && (options.Get("DNSName") is not StringValue { Value: not "" } name || leaf.MatchesHostname(name.Value));
        return isValid
            ? Value.Array(Value.True, Value.Array([.. chain.ChainElements.Select(static element => CertificateJson.Of(element.Certificate))]))
            : Value.Array(Value.False, ArrayValue.Empty);
    }

    // The first certificate is the root, the last is judged, those between link them. Nothing is fetched.
    private static X509ChainPolicy Policy(BuiltinContext context, List<X509Certificate2> certificates, ObjectValue options)
    {
        var now = options.Get("CurrentTime") is NumberValue time && time.TryGetInt64(out var given) ? given : context.Now;
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            VerificationTime = DateTimeOffset.FromUnixTimeMilliseconds(now / 1_000_000).UtcDateTime,
            VerificationTimeIgnored = false,
        };
        policy.CustomTrustStore.Add(certificates[0]);
        for (var i = 1; i < certificates.Count - 1; i++)
        {
            policy.ExtraStore.Add(certificates[i]);
        }

        if (options.Get("KeyUsages") is null)
        {
            policy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        }
        else if (options.Get("KeyUsages") is ArrayValue or SetValue)
        {
            foreach (var usage in Aggregates.ItemsOf(options.Get("KeyUsages")!))
            {
                if (KeyUsageOid((usage as StringValue)?.Value) is { } oid)
                {
                    policy.ApplicationPolicy.Add(new Oid(oid));
                }
            }
        }

        return policy;
    }

    private static string? KeyUsageOid(string? name) => name switch
    {
        "KeyUsageServerAuth" => ServerAuthentication,
        "KeyUsageClientAuth" => "1.3.6.1.5.5.7.3.2",
        "KeyUsageCodeSigning" => "1.3.6.1.5.5.7.3.3",
        "KeyUsageEmailProtection" => "1.3.6.1.5.5.7.3.4",
        "KeyUsageTimeStamping" => "1.3.6.1.5.5.7.3.8",
        "KeyUsageOCSPSigning" => "1.3.6.1.5.5.7.3.9",
        _ => null,
    };

    private static Value? ParseRequest(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        if (Pem.Read(arguments.Text(0), out var error) is not { } blocks)
        {
            return context.Fail(error);
        }

        try
        {
            return blocks.Count > 0 && blocks[0].Label is "" or "CERTIFICATE REQUEST"
                ? CertificateJson.OfRequest(blocks[0].Der)
                : context.Fail("invalid PEM-encoded certificate signing request");
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException)
        {
            return context.Fail("asn1: structure error: not a certificate signing request");
        }
    }

    private static Value? ParseKeyPair(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        if (Read(context, arguments.Text(0)) is not { } certificates)
        {
            return null;
        }

        if (Pem.Read(arguments.Text(1), out var error) is not { } keys)
        {
            return context.Fail(error);
        }

        if (certificates.Count == 0 || keys.Count == 0 || PrivateKeys.Read(keys[0].Label, keys[0].Der) is not { } key)
        {
            return context.Fail("tls: failed to find a certificate and its private key");
        }

        return Value.Object(
            ("Certificate", Value.Array([.. certificates.Select(static certificate => Value.Of(Convert.ToBase64String(certificate.RawData)))])),
            ("Leaf", CertificateJson.Of(certificates[0])),
            ("OCSPStaple", Value.Null),
            ("PrivateKey", key.ToGoJson()),
            ("SignedCertificateTimestamps", Value.Null),
            ("SupportedSignatureAlgorithms", Value.Null));
    }

    private static Value? ParseRsaKey(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        if (Pem.Read(arguments.Text(0), out var error) is not { } blocks)
        {
            return context.Fail(error);
        }

        return blocks.Count > 0 && PrivateKeys.Read(blocks[0].Label, blocks[0].Der) is { Rsa: not null } key
            ? key.ToJwk()
            : context.Fail("failed to find any RSA private key in the data");
    }

    private static Value? ParsePrivateKeys(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var text = arguments.Text(0);
        if (text.Length == 0)
        {
            return ArrayValue.Empty;
        }

        if (Pem.Read(text, out var error) is not { } blocks)
        {
            return context.Fail(error);
        }

        var keys = new List<Value>();
        foreach (var (label, der) in blocks)
        {
            if (label.Length > 0 && !label.EndsWith("PRIVATE KEY", StringComparison.Ordinal))
            {
                continue;
            }

            if (PrivateKeys.Read(label, der) is not { } key)
            {
                return context.Fail("failed to parse a private key");
            }

            keys.Add(key.ToGoJson());
        }

        return ArrayValue.Create([.. keys]);
    }
}
