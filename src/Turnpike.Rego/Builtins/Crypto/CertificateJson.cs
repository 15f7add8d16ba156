using System.Formats.Asn1;
using System.Globalization;
using System.Net;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins.Crypto;

/// <summary>Certificates and requests in the shape that Go's json.Marshal gives its x509 types, which is what policies read.</summary>
internal static class CertificateJson
{
    private const string SubjectAlternativeName = "2.5.29.17";

    public static ObjectValue Of(X509Certificate2 certificate)
    {
        var parts = CertificateParts.Read(certificate.RawData);
        var names = AlternativeNames.Read(certificate.Extensions);
        var result = new ObjectBuilder();
        result.Set("Raw", Bytes(certificate.RawData));
        result.Set("RawTBSCertificate", Bytes(parts.ToBeSigned));
        result.Set("RawSubjectPublicKeyInfo", Bytes(certificate.PublicKey.ExportSubjectPublicKeyInfo()));
        result.Set("RawSubject", Bytes(certificate.SubjectName.RawData));
        result.Set("RawIssuer", Bytes(certificate.IssuerName.RawData));
        result.Set("Signature", Bytes(parts.Signature));
        result.Set("SignatureAlgorithm", Value.Of(SignatureAlgorithm(certificate.SignatureAlgorithm.Value)));
        SetKey(result, certificate.PublicKey);
        result.Set("Version", Value.Of(certificate.Version));
        result.Set("SerialNumber", Value.Of(new BigInteger(certificate.SerialNumberBytes.Span, isUnsigned: true, isBigEndian: true)));
        result.Set("Issuer", DistinguishedName.ToValue(certificate.IssuerName));
        result.Set("Subject", DistinguishedName.ToValue(certificate.SubjectName));
        result.Set("NotBefore", Time(certificate.NotBefore));
        result.Set("NotAfter", Time(certificate.NotAfter));
        SetExtensions(result, certificate.Extensions);
        SetUsages(result, certificate.Extensions);
        names.SetOn(result);
        foreach (var absent in s_absent)
        {
            result.TryAdd(Value.Of(absent), Value.Null);
        }

        result.TryAdd(Value.Of("PermittedDNSDomainsCritical"), Value.False);
        return result.ToValue();
    }

    public static ObjectValue OfRequest(byte[] der)
    {
        var request = CertificateRequest.LoadSigningRequest(der, HashAlgorithmName.SHA256, out _, CertificateRequestLoadOptions.SkipSignatureValidation | CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions, RSASignaturePadding.Pkcs1);
        var parts = CertificateParts.Read(der);
        var extensions = new X509ExtensionCollection();
        foreach (var extension in request.CertificateExtensions)
        {
            extensions.Add(extension);
        }

        var result = new ObjectBuilder();
        result.Set("Raw", Bytes(der));
        result.Set("RawTBSCertificateRequest", Bytes(parts.ToBeSigned));
        result.Set("RawSubjectPublicKeyInfo", Bytes(request.PublicKey.ExportSubjectPublicKeyInfo()));
        result.Set("RawSubject", Bytes(request.SubjectName.RawData));
        result.Set("Version", Value.Of(0));
        result.Set("Signature", Bytes(parts.Signature));
        result.Set("SignatureAlgorithm", Value.Of(SignatureAlgorithm(parts.Algorithm)));
        SetKey(result, request.PublicKey);
        result.Set("Subject", DistinguishedName.ToValue(request.SubjectName));
        result.Set("Attributes", Value.Null);
        SetExtensions(result, extensions);
        AlternativeNames.Read(extensions).SetOn(result);
        return result.ToValue();
    }

    private static readonly string[] s_absent =
    [
        "CRLDistributionPoints", "ExcludedDNSDomains", "ExcludedEmailAddresses", "ExcludedIPRanges", "ExcludedURIDomains",
        "IssuingCertificateURL", "OCSPServer", "PermittedDNSDomains", "PermittedEmailAddresses", "PermittedIPRanges",
        "PermittedURIDomains", "Policies", "PolicyIdentifiers", "PolicyMappings", "UnhandledCriticalExtensions", "UnknownExtKeyUsage",
    ];

    internal static StringValue Bytes(ReadOnlySpan<byte> bytes) => Value.Of(Convert.ToBase64String(bytes));

    private static StringValue Time(DateTime time) => Value.Of(time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

    private static void SetKey(ObjectBuilder result, PublicKey key)
    {
        using var rsa = key.GetRSAPublicKey();
        using var curve = rsa is null ? key.GetECDsaPublicKey() : null;
        result.Set("PublicKeyAlgorithm", Value.Of(rsa is not null ? 1 : curve is not null ? 3 : key.Oid.Value == "1.3.101.112" ? 4 : 0));
        if (rsa?.ExportParameters(includePrivateParameters: false) is { } numbers)
        {
            result.Set("PublicKey", Value.Object(("N", Number(numbers.Modulus)), ("E", Number(numbers.Exponent))));
        }
        else if (curve?.ExportParameters(includePrivateParameters: false) is { } point)
        {
            result.Set("PublicKey", Value.Object(("Curve", ObjectValue.Empty), ("X", Number(point.Q.X)), ("Y", Number(point.Q.Y))));
        }
        else
        {
            result.Set("PublicKey", Value.Null);
        }
    }

    private static NumberValue Number(byte[]? bytes) => Value.Of(new BigInteger(bytes, isUnsigned: true, isBigEndian: true));

    private static void SetExtensions(ObjectBuilder result, X509ExtensionCollection extensions)
    {
        var list = extensions.Select(static extension => (Value)Value.Object(
            ("Id", DistinguishedName.Oid(extension.Oid!.Value!)),
            ("Critical", Value.Of(extension.Critical)),
            ("Value", Bytes(extension.RawData)))).ToArray();
        result.Set("Extensions", list.Length == 0 ? Value.Null : ArrayValue.Create(list));
        result.Set("ExtraExtensions", Value.Null);
    }

    private static void SetUsages(ObjectBuilder result, X509ExtensionCollection extensions)
    {
        var (usage, isAuthority, hasConstraints, length, hasLength) = (0, false, false, 0, false);
        Value extended = Value.Null, subjectKey = Value.Null, authorityKey = Value.Null;
        foreach (var extension in extensions)
        {
            switch (extension)
            {
                case X509KeyUsageExtension key:
                    usage = GoKeyUsage(key.KeyUsages);
                    break;
                case X509BasicConstraintsExtension basic:
                    (hasConstraints, isAuthority, hasLength, length) = (true, basic.CertificateAuthority, basic.HasPathLengthConstraint, basic.PathLengthConstraint);
                    break;
                case X509EnhancedKeyUsageExtension enhanced:
                    extended = Value.Array([.. enhanced.EnhancedKeyUsages.Cast<Oid>().Select(static oid => Value.Of(GoExtendedUsage(oid.Value))).Where(static n => n.TryGetInt64(out var known) && known >= 0)]);
                    break;
                case X509SubjectKeyIdentifierExtension identifier:
                    subjectKey = Bytes(identifier.SubjectKeyIdentifierBytes.Span);
                    break;
                case X509AuthorityKeyIdentifierExtension { KeyIdentifier: { } keyIdentifier }:
                    authorityKey = Bytes(keyIdentifier.Span);
                    break;
            }
        }

        result.Set("KeyUsage", Value.Of(usage));
        result.Set("ExtKeyUsage", extended);
        result.Set("BasicConstraintsValid", Value.Of(hasConstraints));
        result.Set("IsCA", Value.Of(isAuthority));
        result.Set("MaxPathLen", Value.Of(hasConstraints && !hasLength ? -1 : length));
        result.Set("MaxPathLenZero", Value.Of(hasLength && length == 0));
        result.Set("SubjectKeyId", subjectKey);
        result.Set("AuthorityKeyId", authorityKey);
    }

    // Go numbers the bits from digital signature up, .NET as they lie in the bytes.
    private static int GoKeyUsage(X509KeyUsageFlags flags)
    {
        X509KeyUsageFlags[] order =
        [
            X509KeyUsageFlags.DigitalSignature, X509KeyUsageFlags.NonRepudiation, X509KeyUsageFlags.KeyEncipherment, X509KeyUsageFlags.DataEncipherment,
            X509KeyUsageFlags.KeyAgreement, X509KeyUsageFlags.KeyCertSign, X509KeyUsageFlags.CrlSign, X509KeyUsageFlags.EncipherOnly, X509KeyUsageFlags.DecipherOnly,
        ];
        var usage = 0;
        for (var i = 0; i < order.Length; i++)
        {
            usage |= flags.HasFlag(order[i]) ? 1 << i : 0;
        }

        return usage;
    }

    private static int GoExtendedUsage(string? oid) => oid switch
    {
        "2.5.29.37.0" => 0,
        "1.3.6.1.5.5.7.3.1" => 1,
        "1.3.6.1.5.5.7.3.2" => 2,
        "1.3.6.1.5.5.7.3.3" => 3,
        "1.3.6.1.5.5.7.3.4" => 4,
        "1.3.6.1.5.5.7.3.5" => 5,
        "1.3.6.1.5.5.7.3.6" => 6,
        "1.3.6.1.5.5.7.3.7" => 7,
        "1.3.6.1.5.5.7.3.8" => 8,
        "1.3.6.1.5.5.7.3.9" => 9,
        _ => -1,
    };

    private static int SignatureAlgorithm(string? oid) => oid switch
    {
        "1.2.840.113549.1.1.4" => 2,
        "1.2.840.113549.1.1.5" => 3,
        "1.2.840.113549.1.1.11" => 4,
        "1.2.840.113549.1.1.12" => 5,
        "1.2.840.113549.1.1.13" => 6,
        "1.2.840.10045.4.1" => 9,
        "1.2.840.10045.4.3.2" => 10,
        "1.2.840.10045.4.3.3" => 11,
        "1.2.840.10045.4.3.4" => 12,
        "1.2.840.113549.1.1.10" => 13,
        "1.3.101.112" => 16,
        _ => 0,
    };

    /// <summary>The three parts of anything signed.</summary>
    private sealed record CertificateParts(byte[] ToBeSigned, string Algorithm, byte[] Signature)
    {
        public static CertificateParts Read(byte[] der)
        {
            var outer = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
            var body = outer.ReadEncodedValue().ToArray();
            var algorithm = outer.ReadSequence().ReadObjectIdentifier();
            return new CertificateParts(body, algorithm, outer.ReadBitString(out _));
        }
    }

    private sealed class AlternativeNames
    {
        private readonly List<Value> _dns = [];
        private readonly List<Value> _emails = [];
        private readonly List<Value> _addresses = [];
        private readonly List<string> _uris = [];

        public static AlternativeNames Read(X509ExtensionCollection extensions)
        {
            var names = new AlternativeNames();
            foreach (var extension in extensions)
            {
                if (extension.Oid?.Value == SubjectAlternativeName)
                {
                    names.Add(new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence());
                }
            }

            return names;
        }

        public void SetOn(ObjectBuilder result)
        {
            result.Set("DNSNames", OrNull(_dns));
            result.Set("EmailAddresses", OrNull(_emails));
            result.Set("IPAddresses", OrNull(_addresses));
            result.Set("URIs", OrNull([.. _uris.Select(GoUri)]));
            result.Set("URIStrings", OrNull([.. _uris.Select(static uri => (Value)Value.Of(uri))]));
        }

        private static Value OrNull(List<Value> values) => values.Count == 0 ? Value.Null : ArrayValue.Create([.. values]);

        private void Add(AsnReader list)
        {
            while (list.HasData)
            {
                var tag = list.PeekTag();
                switch (tag.TagValue)
                {
                    case 1:
                        _emails.Add(Value.Of(list.ReadCharacterString(UniversalTagNumber.IA5String, tag)));
                        break;
                    case 2:
                        _dns.Add(Value.Of(list.ReadCharacterString(UniversalTagNumber.IA5String, tag)));
                        break;
                    case 6:
                        _uris.Add(list.ReadCharacterString(UniversalTagNumber.IA5String, tag));
                        break;
                    case 7:
                        _addresses.Add(Value.Of(new IPAddress(list.ReadOctetString(tag)).ToString()));
                        break;
                    default:
                        list.ReadEncodedValue();
                        break;
                }
            }
        }

        private static Value GoUri(string text)
        {
            Uri.TryCreate(text, UriKind.Absolute, out var uri);
            return Value.Object(
                ("Scheme", Value.Of(uri?.Scheme ?? "")),
                ("Opaque", Value.Of("")),
                ("User", Value.Null),
                ("Host", Value.Of(uri?.Authority ?? "")),
                ("Path", Value.Of(uri is null ? text : uri.AbsolutePath == "/" && !text.EndsWith('/') ? "" : uri.AbsolutePath)),
                ("RawPath", Value.Of("")),
                ("OmitHost", Value.False),
                ("ForceQuery", Value.False),
                ("RawQuery", Value.Of(uri?.Query.TrimStart('?') ?? "")),
                ("Fragment", Value.Of(uri?.Fragment.TrimStart('#') ?? "")),
                ("RawFragment", Value.Of("")));
        }
    }
}
